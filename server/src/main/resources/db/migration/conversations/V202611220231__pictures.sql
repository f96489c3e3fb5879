-- Pictures that a letter names and that were fetched because somebody wanted to see them (M7): once for all who look.
create table message_picture (
    message_id   uuid        not null references message (id) on delete cascade,
    -- which of the pictures of other hosts in the letter, from 0
    position     int         not null check (position >= 0),
    -- null: it could not be fetched, or is none
    blob         text,
    content_type text,
    size         bigint      not null,
    fetched_at   timestamptz not null,
    primary key (message_id, position),
    check ((blob is null) = (content_type is null))
);
create index message_picture_fetched on message_picture (fetched_at);
create index message_picture_blob on message_picture (blob) where blob is not null;

-- What a person should know about a letter before they believe it: two with one Message-ID, a sender found false, a
-- colleague who proves nothing, and the like.
create table message_mark (
    message_id uuid not null references message (id) on delete cascade,
    mark       text not null,
    primary key (message_id, mark)
);

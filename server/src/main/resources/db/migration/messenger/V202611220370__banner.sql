-- What somebody has read of a problem and wants gone from over their pages: one row for each text.
create table messenger_dismissal (
    customer_id uuid        not null references customer (id) on delete cascade,
    text_id     uuid        not null,
    at          timestamptz not null,
    primary key (customer_id, text_id)
);

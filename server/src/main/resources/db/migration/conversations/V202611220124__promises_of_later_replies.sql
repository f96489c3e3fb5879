-- What is promised in a reply that leaves later, and which promises it keeps: it counts once the reply leaves.
create table later_reply_word (
    later_reply_id uuid  primary key references later_reply (id) on delete cascade,
    word           jsonb not null
);

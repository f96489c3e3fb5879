-- Search in what was said. The words of a message as `conversations.search` makes them comparable, and a serial number
-- that grows with time: what is new counts up, what was there before is read backwards and counts down.
create sequence search_serial;
create sequence search_serial_back increment by -1 start -1 minvalue -9223372036854775808 maxvalue -1;

create table search_entry (
    message_id uuid     primary key references message (id) on delete cascade,
    serial     bigint   not null,
    words      tsvector not null
);
create unique index search_entry_serial on search_entry (serial);
-- a short list of what is not yet in the index keeps every query quick
create index search_entry_words on search_entry using gin (words) with (gin_pending_list_limit = 512);

-- Messages whose words are still to be read: those from before, and those that changed.
create table search_pending (
    message_id uuid        primary key references message (id) on delete cascade,
    created_at timestamptz not null
);
create index search_pending_newest on search_pending (created_at desc);
insert into search_pending (message_id, created_at) select id, created_at from message;

create function search_message_changed() returns trigger language plpgsql as $$
begin
    delete from search_entry where message_id = new.id;
    insert into search_pending (message_id, created_at) values (new.id, new.created_at) on conflict do nothing;
    return null;
end
$$;
create trigger search_message_changed after update of text, author_name, author_email on message
    for each row when (old.text is distinct from new.text or old.author_name is distinct from new.author_name
                       or old.author_email is distinct from new.author_email)
    execute function search_message_changed();

drop index message_words;
drop index conversation_words;

-- People are found by any part of their name or address.
create extension if not exists pg_trgm;
create index customer_name_parts on customer using gin (lower(name) gin_trgm_ops);
create index customer_identifier_parts on customer_identifier using gin (value gin_trgm_ops);
create index if not exists participant_email on participant (email);

-- A search ranks up to 2,000 letters by where they belong and when they were said: both stand beside their words now, so
-- that not one letter is looked up for it. Letters that did not leave are no longer found, so they have no words here.
-- The table is written anew, since changing every row in place would take ten times as long and twice the space.
drop trigger search_message_changed on message;

alter table search_entry rename to search_entry_before;
create table search_entry (
    message_id      uuid        not null,
    serial          bigint      not null,
    conversation_id uuid        not null,
    said_at         timestamptz not null,
    words           tsvector    not null
);
insert into search_entry (message_id, serial, conversation_id, said_at, words)
select e.message_id, e.serial, m.conversation_id, m.created_at, e.words
  from search_entry_before e
  join message m on m.id = e.message_id
 where m.delivery_state is distinct from 'cancelled'
 order by e.serial;
drop table search_entry_before;
alter table search_entry
    add primary key (message_id),
    add foreign key (message_id) references message (id) on delete cascade;
create unique index search_entry_serial on search_entry (serial);
create index search_entry_words on search_entry using gin (words) with (gin_pending_list_limit = 512);
analyze search_entry;

create or replace function search_message_changed() returns trigger language plpgsql as $$
begin
    delete from search_entry where message_id = new.id;
    if new.delivery_state is distinct from 'cancelled' then
        insert into search_pending (message_id, created_at) values (new.id, new.created_at) on conflict do nothing;
    end if;
    return null;
end
$$;
create trigger search_message_changed after update of text, author_name, author_email, delivery_state on message
    for each row when (old.text is distinct from new.text or old.author_name is distinct from new.author_name
                       or old.author_email is distinct from new.author_email
                       or (old.delivery_state is not distinct from 'cancelled')
                          <> (new.delivery_state is not distinct from 'cancelled'))
    execute function search_message_changed();

create function search_message_moved() returns trigger language plpgsql as $$
begin
    update search_entry set conversation_id = new.conversation_id where message_id = new.id;
    return null;
end
$$;
create trigger search_message_moved after update of conversation_id on message
    for each row when (old.conversation_id <> new.conversation_id)
    execute function search_message_moved();

-- What people see after they have sent something, beside what they see after other actions; until now it was the same.
alter table inbox_preference
    add column after_sending text not null default 'stay' check (after_sending in ('next', 'stay', 'list'));
update inbox_preference set after_sending = after_action;

-- What somebody has just sent and may still take back.
create index message_held on message (member_id, due_at) where delivery_state = 'queued';

-- What is owed next on a conversation, by whoever keeps the time: promises, agreed response times, the customer's own
-- deadline. The earliest stands on the conversation, so that lists can be ordered by it.
create table conversation_due (
    conversation_id uuid        not null references conversation (id) on delete cascade,
    -- who keeps the time, such as 'promise', 'sla', 'needed-by'
    source          text        not null,
    at              timestamptz not null,
    primary key (conversation_id, source)
);
alter table conversation add column due_at timestamptz, add column due_source text;
create index conversation_due_at on conversation (due_at) where due_at is not null;

-- A change can be told by ids too, for what names change, and be one of many that were made and are undone at once.
alter table conversation_event add column old_id uuid, add column new_id uuid, add column batch_id uuid;
create index conversation_event_batch on conversation_event (batch_id) where batch_id is not null;
create index conversation_event_kind on conversation_event (kind, at);

-- What is written and has not been said yet: files of drafts, and replies that wait for a chosen time.
create table later_reply (
    id              uuid        primary key,
    conversation_id uuid        not null references conversation (id) on delete cascade,
    member_id       uuid        not null references team_member (id),
    text            text        not null,
    -- state of the conversation once it is sent, null to leave it
    then_state      text        check (then_state in ('open', 'pending', 'on-hold', 'solved', 'closed')),
    -- the newest message when it was written: whatever comes after it stops the reply
    seen_id         uuid        references message (id) on delete set null,
    due_at          timestamptz not null,
    state           text        not null check (state in ('waiting', 'stopped', 'sent', 'taken-back')),
    -- why it was stopped, and the message that did
    stopped_why     text        check (stopped_why in ('customer', 'colleague', 'closed', 'author', 'refused')),
    stopped_by      uuid        references message (id) on delete set null,
    -- what it became
    message_id      uuid        references message (id) on delete set null,
    created_at      timestamptz not null,
    changed_at      timestamptz not null
);
create index later_reply_open on later_reply (conversation_id) where state in ('waiting', 'stopped');

-- A file of a draft, or of a reply that waits; with a message it becomes an attachment.
create table kept_file (
    id              uuid        primary key,
    conversation_id uuid        not null references conversation (id) on delete cascade,
    member_id       uuid        not null references team_member (id) on delete cascade,
    -- null: of the draft
    later_id        uuid        references later_reply (id) on delete cascade,
    name            text        not null,
    content_type    text        not null,
    size            bigint      not null,
    blob            text        not null,
    created_at      timestamptz not null
);
create index kept_file_conversation on kept_file (conversation_id, member_id);
create index kept_file_blob on kept_file (blob);

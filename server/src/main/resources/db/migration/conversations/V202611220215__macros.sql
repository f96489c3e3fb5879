-- Macros: several things done to a conversation by one word, and what each run did, so that it is undone as one.
create table macro (
    id         uuid        primary key,
    name       text        not null,
    -- whose it is: a person's, a team's, or with neither everybody's
    member_id  uuid        references team_member (id) on delete cascade,
    team_id    uuid        references team (id) on delete cascade,
    actions    jsonb       not null,
    uses       bigint      not null default 0,
    used_at    timestamptz,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    -- kept for a while, so that it can be undone
    deleted_at timestamptz,
    check (member_id is null or team_id is null)
);

create table macro_run (
    -- also the batch of the events that it caused
    id              uuid        primary key,
    macro_id        uuid        not null references macro (id) on delete cascade,
    conversation_id uuid        not null references conversation (id) on delete cascade,
    member_id       uuid        not null references team_member (id) on delete cascade,
    at              timestamptz not null,
    -- the reply that it sent, and the note that it wrote
    message_id      uuid        references message (id) on delete set null,
    note_id         uuid        references message (id) on delete set null,
    -- what stood in the composer before and after, forgotten once nobody can undo it any more
    draft_before    text,
    draft_after     text,
    -- the kind before, and the words that had suggested it
    kind            text,
    kind_words      text[],
    undone_at       timestamptz,
    -- what the undo left alone, in words
    left_alone      text
);
create index macro_run_conversation on macro_run (conversation_id, at desc);
create index macro_run_texts on macro_run (at) where draft_before is not null or draft_after is not null;

-- Conversations are joined, parted, and letters moved between them; every such act can be taken back exactly.

-- The conversation this one has become part of. It stays as a reference for ever: its number, its id, the tokens in the
-- letters it sent.
alter table conversation
    add column merged_into uuid references conversation (id) on delete set null,
    add constraint conversation_not_into_itself check (merged_into <> id);
create index conversation_merged_into on conversation (merged_into) where merged_into is not null;

-- Where a reference to a conversation leads now: along the chain, which ends even if it were a circle.
create function conversation_survivor(start uuid) returns uuid
    language sql stable
    as $$
        with recursive chain (id, next) as (
            select id, merged_into from conversation where id = start
             union
            select c.id, c.merged_into from chain join conversation c on c.id = chain.next
        )
        select id from chain where next is null limit 1
    $$;

-- An acknowledgement moves with its conversation. That nobody is told twice is the primary key of `acknowledgement`.
drop index message_one_acknowledgement;

-- The conversation a letter was written to, where that had become part of another by then.
alter table message add column addressed_id uuid references conversation (id) on delete set null;
create index message_addressed on message (addressed_id) where addressed_id is not null;

create table rearrangement (
    id            uuid        primary key,
    -- in which order they were made; only the last one of a conversation can be taken back
    position      bigint      generated always as identity,
    kind          text        not null check (kind in ('merge', 'split', 'move')),
    -- letters went from the source into the target
    source_id     uuid        not null references conversation (id) on delete cascade,
    target_id     uuid        not null references conversation (id) on delete cascade,
    at            timestamptz not null,
    member_id     uuid        references team_member (id),
    -- what both were like before, and the target after
    source_before jsonb       not null,
    target_before jsonb       not null,
    target_after  jsonb       not null,
    undone_at     timestamptz,
    undone_by     uuid        references team_member (id)
);
create index rearrangement_source on rearrangement (source_id, position);
create index rearrangement_target on rearrangement (target_id, position);

-- The letters that went.
create table rearranged_message (
    rearrangement_id uuid not null references rearrangement (id) on delete cascade,
    message_id       uuid not null references message (id) on delete cascade,
    primary key (rearrangement_id, message_id)
);
create index rearranged_message_message on rearranged_message (message_id);

-- What went along with the letters: promises, replies that wait for their time, files of drafts.
create table rearranged_row (
    rearrangement_id uuid not null references rearrangement (id) on delete cascade,
    kind             text not null check (kind in ('task', 'later-reply', 'kept-file')),
    row_id           uuid not null,
    primary key (rearrangement_id, kind, row_id)
);

-- Rules: what Keepwell does by itself when something happens to a conversation, what it did, and why.
create table rule (
    id          uuid        primary key,
    name        text        not null check (name <> ''),
    -- they are tried in this order
    position    int         not null,
    version     int         not null default 1,
    active      boolean     not null,
    -- what it waits for
    event       text        not null,
    -- when, if and then
    content     jsonb       not null,
    -- failures in a row; too many switch it off
    failures    int         not null default 0,
    -- when it switched itself off
    stopped_at  timestamptz,
    changed_at  timestamptz not null,
    removed_at  timestamptz
);
create index rule_event on rule (event) where active and removed_at is null;

-- What a rule said before: the log names the version.
create table rule_former (
    rule_id uuid        not null references rule (id) on delete cascade,
    version int         not null,
    name    text        not null,
    content jsonb       not null,
    until   timestamptz not null,
    primary key (rule_id, version)
);

-- Something happened that rules wait for. Written in the transaction that caused it and worked off once.
create table rule_job (
    id              uuid        primary key,
    cause           text        not null unique,
    conversation_id uuid        not null references conversation (id) on delete cascade,
    event           text        not null,
    -- what it became, in words and as an id
    value           text,
    value_id        uuid,
    message_id      uuid,
    -- the only rule that is meant; null for all that wait for this
    rule_id         uuid        references rule (id) on delete cascade,
    -- how many rules have acted one upon the other until here, and the last of them
    hop             int         not null default 0,
    by_rule         uuid,
    at              timestamptz not null,
    attempts        int         not null default 0,
    not_before      timestamptz not null,
    done_at         timestamptz
);
create index rule_job_waiting on rule_job (not_before, id) where done_at is null;
create index rule_job_done on rule_job (done_at) where done_at is not null;
create index rule_job_conversation on rule_job (conversation_id);

-- What rules did, or did not. A rule answers to one cause once.
create table rule_log (
    id              uuid        primary key,
    rule_id         uuid        not null references rule (id) on delete cascade,
    version         int         not null,
    cause           text        not null,
    conversation_id uuid        not null references conversation (id) on delete cascade,
    at              timestamptz not null,
    hop             int         not null default 0,
    outcome         text        not null check (outcome in ('done', 'refused', 'failed', 'stopped')),
    -- the conditions that were met, and what was found there
    matched         jsonb       not null,
    deeds           jsonb       not null,
    -- why nothing was done
    reason          text,
    unique (rule_id, cause)
);
create index rule_log_rule on rule_log (rule_id, at desc, id desc);
create index rule_log_conversation on rule_log (conversation_id, at desc);

-- Who made a change where it was no person: a rule, by the name it had then.
alter table conversation_event add column actor text;

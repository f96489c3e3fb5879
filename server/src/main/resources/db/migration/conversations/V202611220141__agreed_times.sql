-- Agreed times: what was agreed for which conversations, and the clocks that run by it. Everything in the clocks is
-- worked out from messages and events, and can be worked out again.
create table sla_policy (
    id          uuid        primary key,
    name        text        not null check (name <> ''),
    -- the first that fits a conversation holds
    position    int         not null,
    version     int         not null default 1,
    -- null: calendar of the mailbox
    calendar_id uuid        references calendar (id),
    -- conditions, targets, pauses
    content     jsonb       not null,
    changed_at  timestamptz not null,
    removed_at  timestamptz
);

-- What a policy said before: a verdict names the version it was found by.
create table sla_policy_former (
    policy_id uuid        not null references sla_policy (id) on delete cascade,
    version   int         not null,
    name      text        not null,
    content   jsonb       not null,
    until     timestamptz not null,
    primary key (policy_id, version)
);

create table sla_clock (
    conversation_id  uuid        not null references conversation (id) on delete cascade,
    metric           text        not null check (metric in ('first-response', 'next-response', 'resolution', 'periodic-update')),
    cycle            int         not null,
    started_at       timestamptz not null,
    ended_at         timestamptz,
    ended_by         text        check (ended_by in ('answered', 'solved')),
    -- attended seconds: agreed, counted until it ended or stood still, and taken out by pauses
    target_seconds   bigint,
    elapsed_seconds  double precision,
    paused_seconds   double precision not null,
    standing         boolean     not null,
    due_at           timestamptz,
    -- the due instant, where it passed before the end: at most one for a round, however often it is looked at
    breached_at      timestamptz,
    -- when somebody was told of it, before and after
    warned_at        timestamptz,
    told_at          timestamptz,
    -- when there will be something to tell
    look_at          timestamptz,
    policy_id        uuid        references sla_policy (id),
    policy_version   int,
    calendar_id      uuid        not null references calendar (id),
    calendar_version int         not null,
    primary key (conversation_id, metric, cycle)
);
create index sla_clock_look on sla_clock (look_at) where look_at is not null;
create index sla_clock_started on sla_clock (metric, started_at);
create index sla_clock_calendar on sla_clock (calendar_id);

-- Targets that held before somebody changed the policy, the calendar or the priority.
create table sla_clock_former (
    id               uuid        primary key,
    conversation_id  uuid        not null references conversation (id) on delete cascade,
    metric           text        not null,
    cycle            int         not null,
    target_seconds   bigint,
    due_at           timestamptz,
    breached_at      timestamptz,
    policy_id        uuid,
    policy_version   int,
    calendar_id      uuid        not null,
    calendar_version int         not null,
    replaced_at      timestamptz not null
);
create index sla_clock_former_conversation on sla_clock_former (conversation_id, replaced_at);

-- Clocks of many conversations that are worked out anew in the background, and how far that has come.
create table sla_recount (
    id          uuid        primary key,
    -- open: running conversations; all: verdicts of ended ones too, because somebody asked; missing: those without clocks
    scope       text        not null check (scope in ('open', 'all', 'missing')),
    asked_at    timestamptz not null,
    total       bigint      not null,
    done        bigint      not null default 0,
    -- the last conversation that is done
    after_id    uuid        not null default '00000000-0000-0000-0000-000000000000',
    finished_at timestamptz
);
create unique index sla_recount_one on sla_recount (scope) where finished_at is null;

-- Conversations that were there before clocks were kept get theirs.
insert into sla_recount (id, scope, asked_at, total)
select gen_random_uuid(), 'missing', now(), count(*) from conversation having count(*) > 0;

-- Calling the unhappy ones: one open follow-up per person, what was tried, what was learned, and what became of it.

-- Chosen words: why the desired outcome was not reached, and at which step of the journey. Those Keepwell brings have a
-- word and their name in the texts; those of the team have a name.
create table follow_up_choice (
    id         uuid        primary key,
    kind       text        not null check (kind in ('reason', 'step')),
    word       text,
    name       text,
    position   int         not null,
    retired_at timestamptz,
    unique (kind, word),
    check (num_nonnulls(word, name) = 1)
);
create unique index follow_up_choice_name on follow_up_choice (kind, lower(name)) where name is not null;
insert into follow_up_choice (id, kind, word, position)
select gen_random_uuid(), 'reason', word, position::int
  from unnest(array['did-not-work', 'missing', 'too-hard', 'too-slow', 'price', 'service', 'expectation', 'other'])
       with ordinality as preset (word, position)
union all
select gen_random_uuid(), 'step', word, position::int
  from unnest(array['choosing', 'buying', 'setting-up', 'daily-use', 'getting-help', 'paying', 'leaving'])
       with ordinality as preset (word, position);

create table idea (
    id           uuid        primary key,
    title        text        not null check (title <> ''),
    area_id      uuid        references problem_area (id) on delete set null,
    state        text        not null check (state in ('open', 'planned', 'shipped', 'declined')),
    what_changed text        not null default '',
    created_at   timestamptz not null,
    created_by   uuid        references team_member (id),
    shipped_at   timestamptz,
    changed_at   timestamptz not null
);
create index idea_state on idea (state, created_at);

create table follow_up (
    id                   uuid        primary key,
    customer_id          uuid        not null references customer (id),
    origin               text        not null check (origin in ('score', 'tone', 'hand')),
    -- why a person made it; empty where an answer did
    occasion             text        not null default '',
    state                text        not null check (state in ('new', 'assigned', 'attempting', 'contacted', 'understood',
                                         'waiting-on-product', 'told', 'closed')),
    owner_id             uuid        references team_member (id),
    team_id              uuid        references team (id) on delete set null,
    -- who was rated: never the owner (3.6.4)
    rated_id             uuid        references team_member (id),
    urgency              text        not null check (urgency in ('normal', 'valuable', 'repeat')),
    opened_at            timestamptz not null,
    -- when the clock began that runs now: the opening, or the last reopening
    started_at           timestamptz not null,
    due_at               timestamptz not null,
    -- first contact since then
    contacted_at         timestamptz,
    -- the very first contact and the deadline it had: what the figures count, whatever comes later
    first_contacted_at   timestamptz,
    first_due_at         timestamptz,
    -- question one, as text and as chosen reason, or a recorded refusal
    main_reason          text        not null default '',
    reason_id            uuid        references follow_up_choice (id),
    main_reason_refused  boolean     not null default false,
    -- question two
    would_have_helped    text        not null default '',
    would_have_helped_refused boolean not null default false,
    -- the gap, as the customer put it
    wanted               text        not null default '',
    got                  text        not null default '',
    step_id              uuid        references follow_up_choice (id),
    area_id              uuid        references problem_area (id) on delete set null,
    problem_id           uuid        references problem (id) on delete set null,
    idea_id              uuid        references idea (id) on delete set null,
    -- where they are talked with about it
    conversation_id      uuid        references conversation (id) on delete set null,
    told_message_id      uuid        references message (id) on delete set null,
    told_at              timestamptz,
    closed_at            timestamptz,
    close_reason         text        check (close_reason in ('recovered', 'not-recovered', 'declined-contact', 'unreachable',
                                         'not-valid', 'no-product-cause')),
    close_note           text        not null default '',
    reopened             int         not null default 0,
    -- of two profiles that turned out to be one person with an open one each, the one that became part of the other
    part_of              uuid        references follow_up (id),
    changed_at           timestamptz not null,
    check ((state = 'closed') = (closed_at is not null)),
    check ((closed_at is null) = (close_reason is null)),
    check (state in ('new', 'closed') or owner_id is not null),
    check (owner_id is null or owner_id is distinct from rated_id)
);
-- the rule: at most one open follow-up per person (3.6.1)
create unique index follow_up_one_open on follow_up (customer_id) where state <> 'closed' and part_of is null;
create index follow_up_customer on follow_up (customer_id, opened_at);
create index follow_up_open on follow_up (due_at, id) where state <> 'closed';
create index follow_up_opened on follow_up (opened_at, id);
create index follow_up_problem on follow_up (problem_id) where problem_id is not null;
create index follow_up_idea on follow_up (idea_id) where idea_id is not null;
create index follow_up_conversation on follow_up (conversation_id) where conversation_id is not null;

-- The low answers that made it; each belongs to one.
create table follow_up_answer (
    answer_id    uuid        primary key references survey_answer (id) on delete cascade,
    follow_up_id uuid        not null references follow_up (id),
    -- as it was when it came
    score        int,
    at           timestamptz not null
);
create index follow_up_answer_of on follow_up_answer (follow_up_id, at);

-- What happened to it. A step of its states has the state before and after, so that the last one can be taken back.
create table follow_up_event (
    id           uuid        primary key,
    follow_up_id uuid        not null references follow_up (id),
    at           timestamptz not null,
    member_id    uuid        references team_member (id),
    kind         text        not null,
    old_value    text,
    new_value    text,
    undone_at    timestamptz,
    -- the attempt that made the step
    attempt_id   uuid
);
create index follow_up_event_of on follow_up_event (follow_up_id, at, id);

create table follow_up_attempt (
    id           uuid        primary key,
    follow_up_id uuid        not null references follow_up (id),
    at           timestamptz not null,
    -- null where the customer wrote by themselves
    member_id    uuid        references team_member (id),
    channel      text        not null check (channel in ('phone', 'email', 'messenger', 'meeting', 'letter')),
    outcome      text        not null check (outcome in ('reached', 'no-answer', 'left-message', 'wrong-contact', 'later')),
    note         text        not null default ''
);
create index follow_up_attempt_of on follow_up_attempt (follow_up_id, at);

-- Whom it was raised to; each level once (3.6.5).
create table follow_up_escalation (
    follow_up_id uuid        not null references follow_up (id),
    level        text        not null check (level in ('owner', 'manager', 'head')),
    member_id    uuid        references team_member (id),
    at           timestamptz not null,
    primary key (follow_up_id, level)
);

-- One row at most; without one the defaults hold.
create table follow_up_settings (
    sole            boolean     primary key default true check (sole),
    manager_id      uuid        references team_member (id),
    head_id         uuid        references team_member (id),
    team_id         uuid        references team (id) on delete set null,
    calendar_id     uuid        references calendar (id) on delete set null,
    days            int         not null check (days between 1 and 30),
    valuable_days   int         not null check (valuable_days between 1 and 30),
    repeat_hours    int         not null check (repeat_hours between 1 and 80),
    owner_percent   int         not null check (owner_percent between 10 and 100),
    manager_percent int         not null check (manager_percent between 50 and 200),
    head_percent    int         not null check (head_percent between 100 and 500),
    changed_at      timestamptz not null,
    check (owner_percent <= manager_percent and manager_percent <= head_percent)
);

-- Who wants an idea, in their own words.
create table idea_supporter (
    id           uuid        primary key,
    idea_id      uuid        not null references idea (id) on delete cascade,
    customer_id  uuid        not null references customer (id),
    follow_up_id uuid        references follow_up (id),
    words        text        not null default '',
    at           timestamptz not null,
    added_by     uuid        references team_member (id)
);
create index idea_supporter_of on idea_supporter (idea_id, customer_id);
create index idea_supporter_customer on idea_supporter (customer_id);

-- What supporters are told when it ships: a row each, written before anything leaves, so that nobody is told twice.
create table idea_notice (
    id              uuid        primary key,
    idea_id         uuid        not null references idea (id) on delete cascade,
    customer_id     uuid        not null references customer (id),
    subject         text        not null,
    text            text        not null,
    author_id       uuid        references team_member (id),
    state           text        not null check (state in ('queued', 'written', 'no-way', 'failed')),
    conversation_id uuid,
    message_id      uuid,
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    unique (idea_id, customer_id)
);
create index idea_notice_queued on idea_notice (id) where state = 'queued';
create index idea_notice_message on idea_notice (message_id) where message_id is not null;
create index idea_notice_customer on idea_notice (customer_id);

-- A mind that changed, with what shows it; never a guess (3.6.11).
create table changed_mind (
    id           uuid        primary key,
    customer_id  uuid        not null references customer (id),
    follow_up_id uuid        references follow_up (id),
    kind         text        not null check (kind in ('score-rose', 'stays')),
    answer_id    uuid        references survey_answer (id) on delete cascade,
    before_score int,
    after_score  int,
    evidence     text        not null default '',
    at           timestamptz not null,
    noted_by     uuid        references team_member (id),
    check ((kind = 'score-rose') = (answer_id is not null))
);
create unique index changed_mind_answer on changed_mind (answer_id) where answer_id is not null;
create index changed_mind_customer on changed_mind (customer_id, at);

-- Asking: surveys, whom they were sent to, what was clicked, what was answered, and when each person was asked last.

create table survey (
    id                   uuid        primary key,
    name                 text        not null,
    type                 text        not null check (type in ('nps', 'csat', 'ces', 'custom')),
    -- asked on a calendar about everything, or after an event about that; never mixed in one figure (3.1.14)
    purpose              text        not null check (purpose in ('relationship', 'transactional')),
    -- fixed before the first answer (3.4.1)
    privacy              text        not null check (privacy in ('identified', 'confidential', 'anonymous')),
    channel              text        not null check (channel in ('email', 'messenger', 'link')),
    state                text        not null check (state in ('draft', 'active', 'paused', 'ended')),
    -- the mailbox it is sent from; null for the first that can send
    mailbox_id           uuid        references mailbox (id) on delete set null,
    -- the language of whoever has none of those it is written in
    language             text        not null,
    -- what it follows by itself; null where a person sends it
    follows              text        check (follows in ('solved', 'fixed', 'calendar')),
    delay_hours          integer     not null default 24 check (delay_hours between 0 and 720),
    every_days           integer     check (every_days between 7 and 730),
    -- who is meant, as a rule over what is known of customers; null for everybody
    audience             jsonb,
    -- of several that could ask in the same hour, the highest one does (3.2.4)
    priority             integer     not null default 0,
    -- between two invitations of this survey to one person, beside the two budgets of all surveys (3.2.2)
    own_pause_days       integer     check (own_pause_days between 1 and 730),
    -- whether the unhappy are followed up
    follow_up            boolean     not null,
    -- who reads who said what, of a confidential survey; null for administrators
    confidant_id         uuid        references team_member (id),
    created_at           timestamptz not null,
    created_by           uuid        references team_member (id),
    changed_at           timestamptz not null,
    check ((follows = 'calendar') = (every_days is not null)),
    check (privacy <> 'anonymous' or not follow_up)
);

create table survey_question (
    id               uuid        primary key,
    survey_id        uuid        not null references survey (id) on delete cascade,
    -- 0 is the question that is clicked in the letter
    position         integer     not null check (position >= 0),
    kind             text        not null check (kind in ('score', 'choice', 'text')),
    -- of a score
    low              integer,
    high             integer,
    higher_is_better boolean     not null default true,
    required         boolean     not null default false,
    -- no longer asked; what was answered stays
    retired_at       timestamptz,
    check ((kind = 'score') = (low is not null)),
    check ((low is null) = (high is null)),
    check (low is null or (low >= 0 and high > low and high <= 10))
);
create index survey_question_survey on survey_question (survey_id, position);

-- What a survey says in one language; whatever is null is said in our own words.
create table survey_wording (
    survey_id uuid  not null references survey (id) on delete cascade,
    language  text  not null,
    subject   text,
    intro     text,
    thanks    text,
    -- by the id of a question: {"ask","low","high","choices":[..]}
    questions jsonb not null,
    primary key (survey_id, language)
);

create table survey_wave (
    id         uuid        primary key,
    survey_id  uuid        not null references survey (id),
    number     integer     not null,
    name       text        not null,
    -- asked at once by a person, by the calendar, or gathered by month after events, by a link or in the messenger
    occasion   text        not null check (occasion in ('sent', 'calendar', 'solved', 'fixed', 'link', 'messenger', 'import')),
    state      text        not null check (state in ('planning', 'sending', 'done', 'cancelled')),
    -- who was meant, as it stood then; null for a list of people
    audience   jsonb,
    started_at timestamptz not null,
    started_by uuid        references team_member (id),
    unique (survey_id, number)
);

-- Each person who was to be asked, and what became of it: who was not asked has a row with the reason (3.2.3).
create table survey_invitation (
    id            uuid        primary key,
    wave_id       uuid        not null references survey_wave (id),
    survey_id     uuid        not null references survey (id),
    customer_id   uuid        not null references customer (id),
    account_id    uuid,
    -- what was asked about after an event, such as the conversation; null else
    occasion_id   uuid,
    -- of the link, of which only this hash is kept; null for who was not asked
    token_hash    bytea       unique,
    language      text        not null,
    state         text        not null check (state in ('planned', 'queued', 'sending', 'sent', 'delivered', 'bounced', 'failed',
                                  'uncertain', 'shown', 'throttled', 'displaced', 'suppressed', 'cancelled')),
    reason        text,
    -- who is credited, as of sending (3.2.10, C3)
    agent_id      uuid        references team_member (id),
    team_id       uuid        references team (id) on delete set null,
    letter_id     uuid,
    planned_at    timestamptz not null,
    -- when it may leave
    due_at        timestamptz not null,
    -- when it was sent or shown; this moves the clock of the person
    asked_at      timestamptz,
    state_at      timestamptz not null,
    expires_at    timestamptz not null
);
create unique index survey_invitation_once on survey_invitation
    (wave_id, customer_id, coalesce(occasion_id, '00000000-0000-0000-0000-000000000000'));
create index survey_invitation_due on survey_invitation (due_at, id) where state = 'planned';
create index survey_invitation_state on survey_invitation (wave_id, state, id);
create index survey_invitation_customer on survey_invitation (customer_id, planned_at);
create index survey_invitation_letter on survey_invitation (letter_id) where letter_id is not null;

-- When each person was asked last: one clock for all surveys and channels (3.2.1). A row is also the lock that lets
-- one survey pass at a time.
create table survey_clock (
    customer_id     uuid        primary key references customer (id) on delete cascade,
    any_at          timestamptz,
    relationship_at timestamptz
);

-- The same for one survey.
create table survey_own_clock (
    survey_id   uuid        not null references survey (id) on delete cascade,
    customer_id uuid        not null references customer (id) on delete cascade,
    at          timestamptz not null,
    primary key (survey_id, customer_id)
);

-- A score somebody or something opened by a link in a letter; it counts only once a person confirms it (3.3).
create table survey_intent (
    id            uuid        primary key,
    invitation_id uuid        not null references survey_invitation (id) on delete cascade,
    score         integer     not null,
    at            timestamptz not null,
    -- of the program that opened it, as a hash
    agent_hash    bytea       not null,
    state         text        not null check (state in ('open', 'scanner', 'confirmed'))
);
create index survey_intent_invitation on survey_intent (invitation_id, at);

-- What counts. Of anonymous surveys: no person, no invitation, no address, no instant, and an id that holds no time.
create table survey_answer (
    id            uuid        primary key,
    survey_id     uuid        not null references survey (id),
    wave_id       uuid        not null references survey_wave (id),
    invitation_id uuid        references survey_invitation (id),
    customer_id   uuid        references customer (id),
    account_id    uuid,
    -- of a confidential survey: who said it, encrypted
    sealed        bytea,
    -- the same person, wave and occasion have the same key, which names nobody; null in anonymous surveys (3.5.1)
    person_key    bytea,
    occasion_id   uuid,
    day           date        not null,
    at            timestamptz,
    changed_at    timestamptz,
    -- of the first question, raw, with its scale; null where that was passed over
    score         integer,
    low           integer,
    high          integer,
    completed     boolean     not null,
    state         text        not null check (state in ('counted', 'superseded', 'invalid')),
    language      text        not null,
    agent_id      uuid        references team_member (id),
    team_id       uuid        references team (id) on delete set null,
    -- what somebody left in an anonymous survey so as to be found
    contact       text,
    -- brought along from elsewhere (3.5.2)
    source        text,
    external_id   text,
    check ((source is null) = (external_id is null))
);
create unique index survey_answer_once on survey_answer (wave_id, person_key) where state = 'counted';
create unique index survey_answer_external on survey_answer (source, external_id) where source is not null;
create index survey_answer_survey on survey_answer (survey_id, day) where state = 'counted';
create index survey_answer_wave on survey_answer (wave_id) where state = 'counted';
create index survey_answer_customer on survey_answer (customer_id, at) where customer_id is not null;

create table survey_value (
    answer_id   uuid    not null references survey_answer (id) on delete cascade,
    question_id uuid    not null references survey_question (id),
    number      integer,
    choice      text,
    words       text,
    primary key (answer_id, question_id)
);

-- How an answer stood before it was changed.
create table survey_answer_change (
    id        uuid        primary key,
    answer_id uuid        not null references survey_answer (id) on delete cascade,
    at        timestamptz not null,
    score     integer,
    -- by the id of a question: {"number","choice","words"}
    earlier   jsonb       not null
);
create index survey_answer_change_answer on survey_answer_change (answer_id, at);

-- Links of anonymous surveys that were used. Nothing here leads to an answer (3.4.4).
create table survey_used_token (
    token_hash bytea primary key
);

-- What holds for all surveys; one row at most.
create table survey_settings (
    sole                    boolean     primary key default true check (sole),
    any_pause_days          integer     not null default 14 check (any_pause_days between 1 and 365),
    relationship_pause_days integer     not null default 90 check (relationship_pause_days between 1 and 730),
    -- persons of one account within a week; null for as many as there are
    account_cap             integer     check (account_cap between 1 and 1000),
    -- whether scores that were opened but never confirmed count (3.3.5)
    count_unconfirmed       boolean     not null default false,
    changed_at              timestamptz not null
);

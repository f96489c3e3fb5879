-- The public status page: what it shows of which parts of the product, what was said there, and who asked to be told.

create table status_settings (
    one        boolean     primary key default true check (one),
    enabled    boolean     not null default false,
    -- a status page they have already; then ours is off, and links lead there
    elsewhere  text,
    company    text        not null default '',
    about      text        not null default '',
    colour     text        not null check (colour ~ '^#[0-9a-f]{6}$'),
    -- where letters to subscribers leave from; absent, the first that can send
    mailbox_id uuid        references mailbox (id) on delete set null,
    changed_at timestamptz not null,
    check (not enabled or elsewhere is null)
);

create table status_group (
    id       uuid primary key,
    name     text not null check (name <> ''),
    position int  not null default 0
);

-- A part of the product as the public sees it. What was never made public has no row.
create table status_component (
    id         uuid        primary key,
    area_id    uuid        not null unique references problem_area (id),
    name       text        not null check (name <> ''),
    group_id   uuid        references status_group (id) on delete set null,
    position   int         not null default 0,
    public     boolean     not null default true,
    created_at timestamptz not null
);

create sequence status_incident_number;

-- An incident or a maintenance: the public face of an episode of a problem, or on its own.
create table status_incident (
    id          uuid        primary key,
    number      bigint      not null unique default nextval('status_incident_number'),
    maintenance boolean     not null default false,
    title       text        not null check (title <> ''),
    state       text        not null
                            check (state in ('investigating', 'identified', 'watching', 'fixed',
                                             'planned', 'running', 'finished', 'cancelled')),
    problem_id  uuid        references problem (id),
    episode     int,
    -- a maintenance: from when to when
    starts_at   timestamptz,
    ends_at     timestamptz,
    -- whether what happens by itself is told, and why not (3.10.5)
    tells       boolean     not null default true,
    why_quiet   text,
    begun_at    timestamptz not null,
    over_at     timestamptz,
    created_by  uuid        references team_member (id),
    check (maintenance = (state in ('planned', 'running', 'finished', 'cancelled'))),
    check (not maintenance or (starts_at is not null and ends_at > starts_at)),
    check ((problem_id is null) = (episode is null)),
    unique (problem_id, episode)
);
create index status_incident_open on status_incident (begun_at) where over_at is null;
create index status_incident_begun on status_incident (begun_at);

-- Which components it affects now, and how badly.
create table status_hit (
    incident_id  uuid not null references status_incident (id) on delete cascade,
    component_id uuid not null references status_component (id) on delete cascade,
    state        text not null check (state in ('maintenance', 'degraded', 'partial', 'major')),
    primary key (incident_id, component_id)
);
create index status_hit_component on status_hit (component_id);

-- What was said, and what happened by itself.
create table status_post (
    id          uuid        primary key,
    incident_id uuid        not null references status_incident (id) on delete cascade,
    at          timestamptz not null,
    kind        text        not null
                            check (kind in ('published', 'update', 'fixed', 'reopened', 'corrected', 'announced', 'moved',
                                            'reminder', 'started', 'finished', 'cancelled')),
    state       text        not null,
    -- empty: the standard text of its kind and state, in the language of whoever reads it
    text        text        not null default '',
    -- a maintenance: the times it was for then
    starts_at   timestamptz,
    ends_at     timestamptz,
    -- names and states of what it was about, as they were then
    components  jsonb       not null default '[]',
    notify      boolean     not null,
    why_not     text,
    edited_at   timestamptz,
    member_id   uuid        references team_member (id),
    -- of what happens by itself: once, whoever notices
    once        text,
    check (notify or why_not <> ''),
    unique (incident_id, once)
);
create index status_post_incident on status_post (incident_id, at, id);

-- Somebody who asked to be told. Who stops it is forgotten; what was sent still counts.
create table status_subscriber (
    id           uuid        primary key,
    email        text        not null unique,
    locale       text        not null,
    state        text        not null check (state in ('unconfirmed', 'active', 'suspended')),
    bounces      int         not null default 0,
    created_at   timestamptz not null,
    confirmed_at timestamptz,
    suspended_at timestamptz,
    check (state = 'unconfirmed' or confirmed_at is not null)
);

-- What they want to hear of: everything where nothing is named.
create table status_scope (
    subscriber_id uuid not null references status_subscriber (id) on delete cascade,
    component_id  uuid references status_component (id) on delete cascade,
    group_id      uuid references status_group (id) on delete cascade,
    incident_id   uuid references status_incident (id) on delete cascade,
    check (num_nonnulls(component_id, group_id, incident_id) <= 1),
    unique nulls not distinct (subscriber_id, component_id, group_id, incident_id)
);

-- What was asked for and waits for a press of the button in the letter; gone after 48 hours (3.10.1).
create table status_wish (
    id            uuid        primary key,
    subscriber_id uuid        not null references status_subscriber (id) on delete cascade,
    token_hash    bytea       unique,
    scopes        jsonb       not null,
    network_hash  bytea       not null,
    asked_at      timestamptz not null
);
create index status_wish_subscriber on status_wish (subscriber_id);
create index status_wish_network on status_wish (network_hash, asked_at);
create index status_wish_asked on status_wish (asked_at);

-- The ledger: who is told what. Written with the post; the letter is written in the transaction that says so here.
create table status_mail (
    id            uuid        primary key,
    post_id       uuid        not null references status_post (id) on delete cascade,
    subscriber_id uuid        references status_subscriber (id) on delete set null,
    state         text        not null
                              check (state in ('queued', 'sending', 'sent', 'delivered', 'bounced', 'failed', 'uncertain',
                                               'suppressed', 'cancelled')),
    reason        text,
    letter_id     uuid        unique,
    changed_at    timestamptz not null,
    unique (post_id, subscriber_id)
);
create index status_mail_queued on status_mail (post_id, id) where state = 'queued' and letter_id is null;
create index status_mail_subscriber on status_mail (subscriber_id);

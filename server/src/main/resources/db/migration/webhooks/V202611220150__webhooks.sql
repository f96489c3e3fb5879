-- Addresses of others that are told what happens here, what they were told, and every attempt to do so.
create table webhook_endpoint (
    id              uuid        primary key,
    name            text        not null check (name <> ''),
    url             text        not null,
    -- 'event': signed events with ids; 'chat': a message in the shape of an incoming webhook of a chat
    kind            text        not null check (kind in ('event', 'chat')),
    -- which types of events; empty: all
    types           text[]      not null,
    -- of a chat: the team it is for
    team_id         uuid        references team (id) on delete cascade,
    -- notes of the team to itself are told too
    notes           boolean     not null default false,
    -- the address may lie in a private network
    private_network boolean     not null default false,
    secret          bytea,
    -- signs beside the new one until then, so that a secret can be changed without a gap
    old_secret      bytea,
    old_until       timestamptz,
    paused_at       timestamptz,
    -- who paused it: 'person', or 'failing' after a day without a success
    paused_why      text        check (paused_why in ('person', 'failing')),
    last_success_at timestamptz,
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    check ((paused_at is null) = (paused_why is null)),
    check ((kind = 'chat') = (secret is null))
);

-- What happened, in the words it is told in. Kept for thirty days.
create table webhook_event (
    id          uuid        primary key,
    sequence    bigint      generated always as identity,
    type        text        not null,
    subject_id  uuid        not null,
    occurred_at timestamptz not null,
    data        text        not null,
    created_at  timestamptz not null
);
create index webhook_event_created on webhook_event (created_at);

-- One telling of an event to one address; a replay is another one of the same event.
create table webhook_delivery (
    id          uuid        primary key,
    endpoint_id uuid        not null references webhook_endpoint (id) on delete cascade,
    event_id    uuid        not null references webhook_event (id) on delete cascade,
    replay      int         not null default 0,
    state       text        not null check (state in ('queued', 'waiting', 'delivered', 'failed')),
    created_at  timestamptz not null,
    settled_at  timestamptz,
    unique (endpoint_id, event_id, replay)
);
create index webhook_delivery_endpoint on webhook_delivery (endpoint_id, created_at desc, id desc);
create index webhook_delivery_event on webhook_delivery (event_id);
create index webhook_delivery_waiting on webhook_delivery (endpoint_id, created_at) where state = 'waiting';

create table webhook_attempt (
    delivery_id uuid        not null references webhook_delivery (id) on delete cascade,
    attempt     int         not null,
    at          timestamptz not null,
    -- null where there was no answer
    status      int,
    millis      bigint      not null,
    -- what went wrong, or the beginning of the answer
    words       text        not null,
    primary key (delivery_id, attempt)
);

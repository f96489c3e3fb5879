-- Browsers that may notify people while Keepwell is closed, and what leaves for them.

-- The key pair by which push services know this installation (RFC 8292): made once, because every browser binds its
-- subscription to the public half. The private half is encrypted.
create table push_key (
    sole        boolean     primary key default true check (sole),
    public_key  bytea       not null,
    private_key bytea       not null,
    created_at  timestamptz not null
);

create table push_subscription (
    id         uuid        primary key,
    member_id  uuid        not null references team_member (id) on delete cascade,
    -- SHA-256 of the address at the push service: one browser is one row, whoever is signed in there
    mark       bytea       not null unique,
    -- that address and the keys of the browser, encrypted, for whoever has them could write to it
    address    bytea       not null,
    user_agent text        not null,
    created_at timestamptz not null,
    -- when the browser last said that it still listens
    seen_at    timestamptz not null,
    -- when something last reached its push service
    reached_at timestamptz,
    -- what its push service said where the last one was refused
    failure    text
);
create index push_subscription_member on push_subscription (member_id);

create table push_message (
    id              uuid        primary key,
    subscription_id uuid        not null references push_subscription (id) on delete cascade,
    -- the notification it tells of, put into words only when it leaves; null for a test
    subject_id      uuid,
    created_at      timestamptz not null
);
create index push_message_subscription on push_message (subscription_id);
create index push_message_created on push_message (created_at);

-- Browsers are told in rounds of their own: sooner than by mail.
alter table notification_round add column way text not null default 'mail' check (way in ('mail', 'push'));
drop index notification_round_open;
create unique index notification_round_open on notification_round (member_id, conversation_id, way) where settled_at is null;

-- Whether what leaves for browsers may name the customer: it can be read on a locked screen.
create table notification_names (
    member_id uuid    primary key references team_member (id) on delete cascade,
    shown     boolean not null
);

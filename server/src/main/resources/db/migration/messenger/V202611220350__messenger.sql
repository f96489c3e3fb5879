-- The messenger in the company's own application: its settings, who may use it, and what of ours they have seen.
create table messenger_settings (
    one        boolean     primary key default true check (one),
    enabled    boolean     not null default false,
    -- where its conversations live: they are acknowledged and answered as that mailbox is
    mailbox_id uuid        references mailbox (id) on delete set null,
    title      text        not null default '',
    -- by language
    greetings  jsonb       not null default '{}',
    colour     text        not null check (colour ~ '^#[0-9a-f]{6}$'),
    side       text        not null check (side in ('start', 'end')),
    -- scheme, host and port of the pages it may be used on
    origins    text[]      not null default '{}',
    changed_at timestamptz not null
);

-- What the company's server signs its users with. The public part stands in the page, the secret is encrypted.
create table messenger_key (
    id         uuid        primary key,
    name       text        not null check (name <> ''),
    public_key text        not null unique,
    secret     bytea       not null,
    -- still good for a while after the secret was changed
    old_secret bytea,
    old_until  timestamptz,
    created_at timestamptz not null,
    used_at    timestamptz
);

-- Somebody of whom nothing is proven but that it is this browser. Only the hash of its token is known.
create table messenger_guest (
    id          uuid        primary key,
    token_hash  bytea       not null unique,
    customer_id uuid        not null references customer (id),
    -- what they say their address is, until they have shown that it is
    email       text,
    asked_at    timestamptz,
    proof_hash  bytea       unique,
    proven_at   timestamptz,
    created_at  timestamptz not null
);
create index messenger_guest_customer on messenger_guest (customer_id);
create index messenger_guest_asked on messenger_guest (asked_at);

-- What a guest may see: the conversations that this browser began.
create table messenger_guest_conversation (
    conversation_id uuid primary key references conversation (id) on delete cascade,
    guest_id        uuid not null references messenger_guest (id) on delete cascade
);
create index messenger_guest_conversation_guest on messenger_guest_conversation (guest_id);

-- Who has ever had the messenger before them, since when, and when last.
create table messenger_person (
    customer_id uuid        primary key references customer (id),
    first_at    timestamptz not null,
    seen_at     timestamptz not null
);

create table messenger_read (
    customer_id     uuid        not null references customer (id),
    conversation_id uuid        not null references conversation (id) on delete cascade,
    read_at         timestamptz not null,
    primary key (customer_id, conversation_id)
);
create index messenger_read_conversation on messenger_read (conversation_id);

-- What was said from a messenger: a browser that repeats itself is heard once.
create table messenger_said (
    speaker_id      uuid        not null,
    client_id       text        not null,
    conversation_id uuid        not null,
    message_id      uuid        not null,
    at              timestamptz not null,
    primary key (speaker_id, client_id)
);
create index messenger_said_at on messenger_said (at);

-- Where they were when they said it, as the page told us.
create table messenger_context (
    message_id      uuid        primary key references message (id) on delete cascade,
    conversation_id uuid        not null,
    url             text,
    title           text,
    facts           jsonb       not null default '{}',
    at              timestamptz not null
);
create index messenger_context_conversation on messenger_context (conversation_id, at desc);

-- Answers on their way: shown in the messenger, and sent by mail to whom is not there.
create table messenger_answer (
    message_id      uuid        primary key references message (id) on delete cascade,
    conversation_id uuid        not null,
    outbox_id       uuid        not null,
    created_at      timestamptz not null,
    shown_at        timestamptz,
    seen_at         timestamptz,
    mailed_at       timestamptz,
    -- when there was no address to send it to
    tried_at        timestamptz
);
create index messenger_answer_open on messenger_answer (shown_at)
    where shown_at is not null and seen_at is null and mailed_at is null;
create index messenger_answer_conversation on messenger_answer (conversation_id);

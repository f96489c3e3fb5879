-- What is remembered of a person, profiles that turned out to be one person, and people who asked to be forgotten.

-- Old ids resolve for ever: they name the survivor directly, however often it was merged on.
alter table customer
    add column merged_into uuid references customer (id),
    add column erased_at   timestamptz;
create index customer_merged on customer (merged_into) where merged_into is not null;

create table customer_note (
    id              uuid        primary key,
    customer_id     uuid        not null references customer (id) on delete cascade,
    text            text        not null check (text <> ''),
    -- how we know it
    source          text        not null check (source in ('letter', 'phone', 'in-person', 'other')),
    -- the letter it was taken from; rows of a module above, so no foreign keys
    conversation_id uuid,
    message_id      uuid,
    -- the day it was said
    said_on         date        not null,
    sensitive       boolean     not null default false,
    -- from this day on it vanishes, or asks whether it still holds
    expires_on      date,
    at_expiry       text        not null default 'ask' check (at_expiry in ('ask', 'vanish')),
    member_id       uuid        references team_member (id),
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    -- taken away, and gone for good some seconds later
    removed_at      timestamptz
);
create index customer_note_customer on customer_note (customer_id, said_on desc, id desc);
create index customer_note_removed on customer_note (removed_at) where removed_at is not null;
create index customer_note_vanishing on customer_note (expires_on) where expires_on is not null and at_expiry = 'vanish';

-- What a merge moved, so that it can be moved back.
create table customer_merge (
    id          uuid        primary key,
    survivor_id uuid        not null references customer (id) on delete cascade,
    merged_id   uuid        not null references customer (id) on delete cascade,
    -- of the survivor as they were before, for what the merge filled in
    name        text,
    locale      text,
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    member_id   uuid        references team_member (id),
    merged_at   timestamptz not null,
    undone_at   timestamptz
);
create index customer_merge_survivor on customer_merge (survivor_id, merged_at desc);

create table customer_merge_moved (
    merge_id uuid not null references customer_merge (id) on delete cascade,
    -- whose rows: 'identifier', 'note', 'alias', or a word of the module that moved them
    kind     text not null,
    row_key  text not null,
    primary key (merge_id, kind, row_key)
);

-- People, the accounts they belong to, and the identifiers that are theirs alone.
create table account (
    id         uuid        primary key,
    name       text        not null,
    one_person boolean     not null,
    created_at timestamptz not null
);

create table customer (
    id            uuid        primary key,
    account_id    uuid        not null references account (id),
    name          text,
    locale        text,
    created_at    timestamptz not null,
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null
);
create index customer_account on customer (account_id);

create table customer_identifier (
    type        text        not null check (type in ('email', 'external')),
    value       text        not null,
    customer_id uuid        not null references customer (id) on delete cascade,
    added_at    timestamptz not null,
    primary key (type, value)
);
create index customer_identifier_customer on customer_identifier (customer_id);

-- Where mail comes in and goes out.
create table mailbox (
    id                  uuid        primary key,
    address             text        not null unique check (address = lower(address)),
    name                text        not null check (name <> ''),
    imap_host           text,
    imap_port           int,
    imap_username       text,
    imap_password       bytea,
    imap_security       text        check (imap_security in ('none', 'starttls', 'tls')),
    smtp_host           text,
    smtp_port           int,
    smtp_username       text,
    smtp_password       bytea,
    smtp_security       text        check (smtp_security in ('none', 'starttls', 'tls')),
    trusted_authserv_id text,
    acknowledge         boolean     not null default false,
    existing            text        not null default 'ignore' check (existing in ('ignore', 'archive', 'open')),
    existing_days       int,
    connected_at        timestamptz not null,
    active              boolean     not null default true,
    created_at          timestamptz not null
);

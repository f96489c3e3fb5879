-- Mailboxes that are entered with a provider's permission (OAuth 2) instead of a password. Secrets are encrypted.
create table mailbox_oauth (
    mailbox_id             uuid        primary key references mailbox (id) on delete cascade,
    provider               text        not null check (provider in ('microsoft', 'google', 'other')),
    authorization_endpoint text        not null,
    token_endpoint         text        not null,
    scopes                 text        not null,
    client_id              text        not null,
    client_secret          bytea,
    refresh_token          bytea,
    access_token           bytea,
    expires_at             timestamptz,
    granted_at             timestamptz,
    -- why the provider gives no more tokens until a person allows it again: a kind of ConnectionTrouble, and its words
    refused                text,
    words                  text,
    -- somebody is asking for a new access token right now: one at a time, over all nodes
    refreshing_until       timestamptz
);

-- People who were sent to the provider and are to come back, once each.
create table mailbox_consent (
    state_hash text        primary key,
    mailbox_id uuid        not null references mailbox_oauth (mailbox_id) on delete cascade,
    verifier   bytea       not null,
    expires_at timestamptz not null
);

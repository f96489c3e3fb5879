-- How the team gets in: sessions, API tokens, invitations, second factors, and attempts to sign in.

-- The shape Spring Session 4 expects, in the types of PostgreSQL.
create table spring_session (
    primary_id            char(36)     primary key,
    session_id            char(36)     not null unique,
    creation_time         bigint       not null,
    last_access_time      bigint       not null,
    max_inactive_interval int          not null,
    expiry_time           bigint       not null,
    principal_name        varchar(100)
);
create index spring_session_expiry on spring_session (expiry_time);
create index spring_session_principal on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36)     not null references spring_session (primary_id) on delete cascade,
    attribute_name     varchar(200) not null,
    attribute_bytes    bytea        not null,
    primary key (session_primary_id, attribute_name)
);

-- A scope includes the ones before it: read, write, admin. The token itself is known to its owner alone.
create table api_token (
    id            uuid        primary key,
    member_id     uuid        not null references team_member (id),
    name          text        not null check (name <> ''),
    token_hash    bytea       not null unique,
    scope         text        not null check (scope in ('READ', 'WRITE', 'ADMIN')),
    from_settings boolean     not null default false,
    created_at    timestamptz not null,
    expires_at    timestamptz,
    last_used_at  timestamptz,
    revoked_at    timestamptz
);
create index api_token_member on api_token (member_id);
create unique index api_token_from_settings on api_token (from_settings) where from_settings and revoked_at is null;

create table invitation (
    id          uuid        primary key,
    token_hash  bytea       not null unique,
    email       text        not null check (email = lower(email)),
    role        text        not null check (role in ('ADMINISTRATOR', 'AGENT', 'SUCCESS_MANAGER', 'PRODUCT_MANAGER', 'VIEWER')),
    invited_by  uuid        not null references team_member (id),
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    accepted_at timestamptz,
    accepted_by uuid        references team_member (id),
    revoked_at  timestamptz,
    check (accepted_at is null or revoked_at is null)
);

create table invitation_team (
    invitation_id uuid not null references invitation (id) on delete cascade,
    team_id       uuid not null references team (id) on delete cascade,
    primary key (invitation_id, team_id)
);

-- The secret while it is being set up, and the last time step that was accepted: a code works once.
alter table team_member add column totp_pending bytea;
alter table team_member add column totp_last_step bigint;

create table recovery_code (
    member_id uuid        not null references team_member (id) on delete cascade,
    code_hash bytea       not null,
    used_at   timestamptz,
    primary key (member_id, code_hash)
);

-- Who fails to sign in waits, longer each time. The key is a hash of the address or of the remote address.
create table sign_in_attempt (
    kind          text        not null check (kind in ('address', 'remote', 'code')),
    key           bytea       not null,
    failures      int         not null,
    last_at       timestamptz not null,
    blocked_until timestamptz not null,
    primary key (kind, key)
);

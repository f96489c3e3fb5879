-- The people of the team, how they get in, and what they did.
create table team_member (
    id            uuid        primary key,
    email         text        not null unique check (email = lower(email)),
    name          text        not null check (name <> ''),
    role          text        not null check (role in ('ADMINISTRATOR', 'AGENT', 'SUCCESS_MANAGER', 'PRODUCT_MANAGER', 'VIEWER')),
    password_hash text,
    totp_secret   bytea,
    locale        text        not null,
    theme         text        not null default 'system' check (theme in ('light', 'dark', 'system')),
    active        boolean     not null default true,
    created_at    timestamptz not null
);

create table team (
    id         uuid        primary key,
    name       text        not null unique,
    created_at timestamptz not null
);

create table team_membership (
    team_id   uuid not null references team (id) on delete cascade,
    member_id uuid not null references team_member (id) on delete cascade,
    primary key (team_id, member_id)
);

create table audit_entry (
    id         uuid        primary key,
    at         timestamptz not null,
    actor_id   uuid,
    actor_name text        not null,
    via        text        not null check (via in ('page', 'token', 'system')),
    action     text        not null,
    subject_id uuid        not null,
    label      text        not null,
    details    jsonb       not null
);
create index audit_entry_at on audit_entry (at desc, id desc);
create index audit_entry_subject on audit_entry (subject_id, at desc);

-- Append-only is a rule of the database, not a habit.
create function refuse_audit_change() returns trigger language plpgsql as
$$
begin
    raise exception 'the audit log is append-only';
end
$$;
create trigger audit_entry_append_only
    before update or delete or truncate on audit_entry
    for each statement execute function refuse_audit_change();

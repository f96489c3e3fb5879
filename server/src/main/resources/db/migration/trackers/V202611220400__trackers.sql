-- Repositories and projects elsewhere whose issues stand for problems: opened from here, linked, and heard of.
create table tracker_connection (
    id              uuid        primary key,
    kind            text        not null check (kind in ('github', 'gitlab')),
    name            text        not null check (name <> ''),
    -- the server, such as https://github.com, and the repository or project on it, such as acme/app
    base            text        not null,
    project         text        not null,
    -- the tracker's own id of the project, which survives that it is renamed; null until it was seen
    remote_id       bigint,
    token           bytea       not null,
    -- the server may lie in a private network
    private_network boolean     not null default false,
    -- last part of the address that the tracker calls, and what proves that it is the tracker
    hook_key        text        not null unique,
    hook_secret     bytea       not null,
    -- since when calls are signed; from then on none without a signature is believed
    signed_since    timestamptz,
    -- since when it is not used
    disabled_at     timestamptz,
    -- when the tracker last called, and when last somebody called who could not prove to be the tracker
    heard_at        timestamptz,
    refused_at      timestamptz,
    -- why the last call of ours was not taken, by its word; null where it was
    trouble         text,
    trouble_at      timestamptz,
    created_at      timestamptz not null,
    changed_at      timestamptz not null
);
create unique index tracker_connection_project on tracker_connection (lower(base), lower(project));

-- An issue elsewhere that stands for a problem, or one that is on its way there.
create table tracker_issue (
    id              uuid        primary key,
    problem_id      uuid        not null references problem (id) on delete cascade,
    connection_id   uuid        not null references tracker_connection (id) on delete cascade,
    title           text        not null check (title <> ''),
    -- what is to be sent; null for one that is there
    body            text,
    state           text        not null check (state in ('waiting', 'failed', 'open', 'closed')),
    -- of a closed one: whether it was closed because it is done
    done            boolean     not null default false,
    -- of the tracker; null until it is there
    number          bigint,
    url             text,
    -- why it could not be opened, or not asked, by its word, and what the other side said
    trouble         text,
    trouble_detail  text,
    -- when it was first tried, and the last attempt that may have opened it: who comes after looks first
    tried_at        timestamptz,
    attempt         int         not null default 0,
    created_by      uuid        references team_member (id),
    created_at      timestamptz not null,
    -- when we last heard of it, and the newest change the tracker told of
    heard_at        timestamptz,
    remote_at       timestamptz,
    closed_at       timestamptz,
    -- what may say what was changed: the last comment, and the commit that names it
    comment         text,
    comment_at      timestamptz,
    commit_title    text,
    unlinked_by     uuid        references team_member (id),
    unlinked_at     timestamptz,
    check ((number is null) = (url is null)),
    check (number is not null or state in ('waiting', 'failed'))
);
create index tracker_issue_problem on tracker_issue (problem_id) where unlinked_at is null;
create unique index tracker_issue_once on tracker_issue (connection_id, number, problem_id)
    where number is not null and unlinked_at is null;

-- What the tracker has told, so that nothing is taken twice: by its own id, and by its words. Kept for thirty days;
-- what is older than the newest change of an issue is not believed anyway.
create table tracker_delivery (
    connection_id uuid        not null references tracker_connection (id) on delete cascade,
    key           text        not null,
    at            timestamptz not null,
    primary key (connection_id, key)
);
create index tracker_delivery_at on tracker_delivery (at);

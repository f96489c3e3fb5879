-- Files that are brought along from elsewhere, how far each has come, and what was brought along already.
create table import_run (
    id            uuid        primary key,
    format        text        not null check (format in ('mbox', 'csv', 'zendesk', 'helpscout', 'freescout', 'chatwoot')),
    name          text        not null,
    -- the stored file; null once it is not needed any more
    blob          text,
    size          bigint      not null,
    mailbox_id    uuid        references mailbox (id),
    member_id     uuid        references team_member (id),
    state         text        not null check (state in ('examining', 'examined', 'running', 'stopped', 'done', 'failed')),
    failure       text,
    -- items dealt with in this state
    position      bigint      not null default 0,
    items         bigint      not null default 0,
    conversations bigint      not null default 0,
    messages      bigint      not null default 0,
    people        bigint      not null default 0,
    files         bigint      not null default 0,
    -- messages that were brought along before
    known         bigint      not null default 0,
    troubles      bigint      not null default 0,
    oldest        timestamptz,
    newest        timestamptz,
    created_at    timestamptz not null,
    changed_at    timestamptz not null
);

-- What a file called something, and what it has become. Stays when that is deleted or erased: it does not come back.
create table imported (
    source  text  not null,
    kind    text  not null check (kind in ('conversation', 'message')),
    key     bytea not null,
    id      uuid  not null,
    primary key (source, kind, key)
);

create table import_trouble (
    run_id uuid   not null references import_run (id) on delete cascade,
    item   bigint not null,
    place  text   not null,
    words  text   not null,
    primary key (run_id, item)
);

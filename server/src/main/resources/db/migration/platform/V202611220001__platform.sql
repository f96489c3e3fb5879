-- What the house itself needs: background work, module events, what leaves the system, keys, answers to repeat.

-- The shape db-scheduler 16 expects.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

-- The shape Spring Modulith 2.1 expects of its event publication registry.
create table event_publication (
    id                     uuid        not null primary key,
    listener_id            text        not null,
    event_type             text        not null,
    serialized_event       text        not null,
    publication_date       timestamptz not null,
    completion_date        timestamptz,
    status                 text,
    completion_attempts    int,
    last_resubmission_date timestamptz
);
create index event_publication_serialized_event on event_publication using hash (serialized_event);
create index event_publication_completion on event_publication (completion_date);

-- Everything that leaves the system. The cause key is the promise that nothing is said twice.
create table outbox (
    id          uuid        primary key,
    channel     text        not null,
    cause_key   text        not null unique,
    subject_id  uuid        not null,
    state       text        not null check (state in ('queued', 'sending', 'handing-over', 'sent', 'failed', 'uncertain', 'cancelled')),
    attempt     int         not null default 0,
    due_at      timestamptz not null,
    created_at  timestamptz not null,
    changed_at  timestamptz not null,
    last_error  text
);
create index outbox_open on outbox (channel, state) where state not in ('sent', 'cancelled');
create index outbox_subject on outbox (subject_id);

-- Keys that encrypt secrets (purpose 'data') or sign tokens (other purposes), themselves encrypted by KEEPWELL_SECRET.
create table wrapped_key (
    id         int         generated always as identity primary key,
    purpose    text        not null,
    wrapped    bytea       not null,
    created_at timestamptz not null
);

-- The first answer to a POST with an Idempotency-Key, to be given again.
create table idempotent_answer (
    caller       text        not null,
    key          text        not null,
    request_hash bytea       not null,
    status       int         not null,
    content_type text,
    location     text,
    body         bytea       not null,
    created_at   timestamptz not null,
    primary key (caller, key)
);

-- Facts about this installation that are made once, such as its id.
create table installation (
    key   text primary key,
    value text not null
);

-- What we owe to whom until when: promises made to customers, and what later parts have people do for them.
create table task (
    id            uuid        primary key,
    -- what brought it about, so that nothing is owed twice for one reason
    cause_key     text        not null unique,
    kind          text        not null check (kind in ('answer', 'call', 'fixed', 'other', 'deadline')),
    -- the customer was told; else it is only among ourselves
    promised      boolean     not null,
    what          text        not null,
    customer_id   uuid        not null references customer (id) on delete cascade,
    -- what it is about, such as a conversation; the part of Keepwell that knows it draws it
    subject_id    uuid,
    owner_id      uuid        references team_member (id),
    team_id       uuid        references team (id) on delete set null,
    -- who gave their word, and in which message; null for Keepwell itself, as in an acknowledgement
    made_by       uuid        references team_member (id),
    made_at       timestamptz not null,
    made_message  uuid,
    -- null: due when something happens, such as "we tell you when it is fixed"
    due_at        timestamptz,
    -- when somebody was reminded of it; null while that is still to come
    reminded_at   timestamptz,
    state         text        not null check (state in ('open', 'kept', 'broken', 'withdrawn')),
    -- the due instant that passed, however late it was noticed
    broken_at     timestamptz,
    -- when nothing was owed any more; what is broken stays owed until it is made good
    ended_at      timestamptz,
    ended_by      uuid        references team_member (id),
    ended_message uuid,
    reason        text,
    -- the broken one in whose place this was promised
    follows_id    uuid        references task (id) on delete set null,
    check ((state = 'broken') = (broken_at is not null)),
    check (state <> 'open' or ended_at is null),
    check (state not in ('kept', 'withdrawn') or ended_at is not null)
);
create index task_due on task (due_at) where state = 'open';
create index task_owed on task (subject_id, due_at) where ended_at is null;
create index task_subject on task (subject_id, made_at);
create index task_customer on task (customer_id, made_at);
create index task_owner on task (owner_id, due_at) where ended_at is null;
create index task_ended on task (ended_at) where promised and ended_at is not null;
create index task_broken on task (broken_at) where promised and broken_at is not null;
create index task_made_message on task (made_message) where made_message is not null;
create index task_ended_message on task (ended_message) where ended_message is not null;

-- What became of it, step by step.
create table task_event (
    id         uuid        primary key,
    task_id    uuid        not null references task (id) on delete cascade,
    at         timestamptz not null,
    member_id  uuid        references team_member (id),
    kind       text        not null check (kind in ('made', 'kept', 'broken', 'moved', 'withdrawn', 'reopened', 'owner')),
    old_due    timestamptz,
    new_due    timestamptz,
    reason     text,
    message_id uuid
);
create index task_event_task on task_event (task_id, at);

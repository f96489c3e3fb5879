-- The extra mile: what somebody of the team did for a customer beyond an answer, and what they may give without asking.

create table gesture (
    id              uuid        primary key,
    conversation_id uuid        not null references conversation (id) on delete cascade,
    customer_id     uuid        not null references customer (id),
    kind            text        not null check (kind in ('apology-call', 'note', 'extra-service', 'credit', 'other')),
    -- what it is called where the menu has no name for it
    called          text        not null default '',
    -- what it was, in words of whoever gave it
    what            text        not null,
    -- in minor units
    cost            bigint      not null check (cost >= 0),
    currency        text        not null,
    state           text        not null check (state in ('given', 'waiting', 'declined', 'undone')),
    given_by        uuid        not null references team_member (id),
    noted_at        timestamptz not null,
    -- when it counts: when it was noted, or when it was approved
    at              timestamptz not null,
    -- who decided on what is above the allowance; null for what is within it
    decided_by      uuid        references team_member (id),
    decided_at      timestamptz,
    decided_why     text        not null default '',
    undone_at       timestamptz,
    undone_by       uuid        references team_member (id),
    -- the promise it came with
    task_id         uuid        references task (id) on delete set null,
    check ((decided_by is null) = (decided_at is null)),
    check ((state = 'undone') = (undone_at is not null))
);
create index gesture_at on gesture (at, id);
create index gesture_customer on gesture (customer_id, at);
create index gesture_conversation on gesture (conversation_id);
create index gesture_member on gesture (given_by, at);
create index gesture_waiting on gesture (noted_at) where state = 'waiting';

-- What was noted, decided, corrected and taken back, each time with how it stood from then on.
create table gesture_step (
    id         uuid        primary key,
    gesture_id uuid        not null references gesture (id) on delete cascade,
    at         timestamptz not null,
    member_id  uuid        not null references team_member (id),
    step       text        not null check (step in ('noted', 'asked', 'approved', 'declined', 'corrected', 'undone')),
    kind       text        not null,
    called     text        not null,
    what       text        not null,
    cost       bigint      not null
);
create index gesture_step_gesture on gesture_step (gesture_id, at);

-- What the team set about gestures; one row at most.
create table gesture_settings (
    sole        boolean     primary key default true check (sole),
    -- what everybody may give within a month without asking, in minor units of the currency
    allowance   bigint      not null default 5000 check (allowance >= 0),
    -- who decides on more besides the administrators; null for the administrators alone
    approver_id uuid        references team_member (id),
    changed_at  timestamptz not null
);

-- Those who may give another amount than everybody.
create table gesture_allowance (
    member_id uuid   primary key references team_member (id) on delete cascade,
    amount    bigint not null check (amount >= 0)
);

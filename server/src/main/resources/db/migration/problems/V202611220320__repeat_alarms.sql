-- The same problem twice for one customer: the alarm, and who takes it.

-- One for each conversation and problem. Worked out anew whenever what it rests on changes; one that no longer holds
-- stays as a row that says why.
create table repeat_alarm (
    id              uuid        primary key,
    conversation_id uuid        not null references conversation (id) on delete cascade,
    customer_id     uuid        not null references customer (id),
    problem_id      uuid        not null references problem (id) on delete cascade,
    grade           text        not null check (grade in ('amber', 'red', 'dark-red')),
    -- how close the two times lie (3.8.4)
    weight          numeric     not null check (weight > 0 and weight <= 1),
    began_at        timestamptz not null,
    raised_at       timestamptz not null,
    changed_at      timestamptz not null,
    withdrawn_at    timestamptz,
    -- what happened that took it back: the kind of the event
    withdrawn_why   text,
    -- what whoever answers has to say before they answer (3.8.6)
    went_wrong      text        not null default '',
    different       text        not null default '',
    offer           text        not null default '',
    answered_by     uuid        references team_member (id),
    answered_at     timestamptz,
    check ((withdrawn_at is null) = (withdrawn_why is null)),
    unique (conversation_id, problem_id)
);
create index repeat_alarm_customer on repeat_alarm (customer_id);
create index repeat_alarm_problem on repeat_alarm (problem_id);
create index repeat_alarm_held on repeat_alarm (raised_at) where withdrawn_at is null;

-- What the team set about problems; one row at most.
create table problem_settings (
    sole         boolean     primary key default true check (sole),
    -- who takes conversations in red alarm, and who else hears of them; null for whoever is asked by default
    senior_id    uuid        references team_member (id),
    manager_id   uuid        references team_member (id),
    -- the trait that says what a customer is worth; null while none does
    value_trait  text        check (value_trait <> ''),
    -- so many failures are borne before somebody is warned (57)
    borne_most   int         not null default 3 check (borne_most between 1 and 100),
    -- gestures of one member to one customer within thirty days, in minor units of the currency (11)
    allowance    bigint      not null default 5000 check (allowance >= 0),
    changed_at   timestamptz not null
);

-- Who answers for a problem is reminded of an overdue update when its time has come and once a day from then on: the
-- primary key is the once.
create table problem_reminder (
    problem_id uuid        not null references problem (id) on delete cascade,
    episode    int         not null,
    due_at     timestamptz not null,
    day        int         not null check (day >= 0),
    at         timestamptz not null,
    primary key (problem_id, episode, due_at, day)
);

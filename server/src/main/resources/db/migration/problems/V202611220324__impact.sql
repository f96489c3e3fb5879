-- What problems weighed at the end of each night, so that "last month" can be looked up (3.9.7).
create table problem_impact (
    problem_id uuid    not null references problem (id) on delete cascade,
    -- the local day on which it was taken
    day        date    not null,
    impact     numeric not null,
    accounts   int     not null,
    people     int     not null,
    silent     int     not null,
    owed       int     not null,
    recurrence int     not null,
    -- null where nothing was known of anybody's value
    value      numeric,
    currency   text    not null,
    primary key (problem_id, day)
);

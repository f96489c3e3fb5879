-- Acknowledgements that name a known problem (3): when they may, and which they named.

-- What the team set; one row at most.
create table known_problem_settings (
    sole       boolean     primary key default true check (sole),
    named      boolean     not null,
    -- how sure it has to be that a complaint is about a problem
    least      numeric     not null check (least between 0.5 and 0.99),
    changed_at timestamptz not null
);

-- What was named, so that it can be told how often it was right.
create table problem_named (
    conversation_id uuid        primary key references conversation (id) on delete cascade,
    problem_id      uuid        not null references problem (id) on delete cascade,
    -- by its words, or because the problem hits the customer
    sure            boolean     not null,
    at              timestamptz not null
);
create index problem_named_at on problem_named (at);

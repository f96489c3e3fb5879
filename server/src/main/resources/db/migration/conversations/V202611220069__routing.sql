-- Who gets what comes in for a team: nobody by itself, everybody in turn, or whoever has the least to do.
create table team_routing (
    team_id        uuid        primary key references team (id) on delete cascade,
    method         text        not null check (method in ('none', 'round-robin', 'balanced')),
    -- whose turn it was last
    last_member_id uuid        references team_member (id) on delete set null,
    changed_at     timestamptz not null
);

-- How many open conversations a person takes at a time, whatever team they come from; without a row as many as come.
create table assignment_capacity (
    member_id uuid primary key references team_member (id) on delete cascade,
    capacity  int  not null check (capacity between 0 and 999)
);

-- Which team answers what comes into a mailbox.
create table mailbox_team (
    mailbox_id uuid primary key references mailbox (id) on delete cascade,
    team_id    uuid not null references team (id) on delete cascade
);
create index mailbox_team_team on mailbox_team (team_id);

-- Who is away: nothing is given to them until they are back.
create table team_absence (
    member_id uuid        primary key references team_member (id) on delete cascade,
    since     timestamptz not null,
    -- null: until somebody says that they are back
    until     timestamptz
);

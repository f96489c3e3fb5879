-- Groups of customers that somebody named: who is in one is worked out when it is asked.
create table segment (
    id         uuid        primary key,
    name       text        not null check (length(name) between 1 and 80),
    -- a rule over what is known of customers
    rule       jsonb       not null,
    created_at timestamptz not null,
    created_by uuid        references team_member (id),
    changed_at timestamptz not null
);
create unique index segment_name on segment (lower(name));

-- Lists of people whom a problem hit and who did not write: somebody of the team goes through them, one by one (27).
create table outreach (
    id         uuid        primary key,
    problem_id uuid        not null references problem (id) on delete cascade,
    episode    int         not null,
    owner_id   uuid        references team_member (id),
    made_by    uuid        references team_member (id),
    made_at    timestamptz not null,
    -- taken back; the rows stay, so that taking it back can be undone too
    undone_at  timestamptz
);
create index outreach_problem on outreach (problem_id, made_at);

create table outreach_person (
    outreach_id     uuid        not null references outreach (id) on delete cascade,
    customer_id     uuid        not null references customer (id),
    -- who has been with us longest comes first
    place           int         not null,
    done_at         timestamptz,
    done_by         uuid        references team_member (id),
    -- where they were written to, a row of a module below
    conversation_id uuid,
    primary key (outreach_id, customer_id)
);
create index outreach_person_customer on outreach_person (customer_id);

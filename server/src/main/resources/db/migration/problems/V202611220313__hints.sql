-- Hints that somebody did not want: a possible new problem by its complaints, a spike by its problem or part of the
-- product. Taken back by deleting the row.
create table hint_dismissal (
    kind      text        not null check (kind in ('conversation', 'problem', 'area')),
    subject   uuid        not null,
    member_id uuid        references team_member (id),
    at        timestamptz not null,
    primary key (kind, subject)
);

-- How complaints end: one-offs with their reason, and what of the handling was right (feedback.md 3.11).

-- It has no cause that could happen again.
create table complaint_one_off (
    conversation_id uuid        primary key references conversation (id) on delete cascade,
    reason          text        not null check (reason in ('handling', 'misunderstanding', 'outside', 'chance')),
    -- the part of the product it was about, so that their share can be seen there
    area_id         uuid        references problem_area (id),
    words           text        not null default '',
    member_id       uuid        references team_member (id),
    at              timestamptz not null
);

-- Was it put right, was the person treated with respect, was it fast and simple?
create table complaint_justice (
    conversation_id uuid        not null references conversation (id) on delete cascade,
    aspect          text        not null check (aspect in ('outcome', 'interaction', 'procedure')),
    good            boolean     not null,
    member_id       uuid        references team_member (id),
    at              timestamptz not null,
    primary key (conversation_id, aspect)
);
create index complaint_justice_at on complaint_justice (at);

-- What product owes a cause, without reading all conversations.
create index conversation_triage on conversation (created_at) where cause = 'triage';

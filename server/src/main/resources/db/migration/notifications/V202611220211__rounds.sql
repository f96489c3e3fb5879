-- Mail waits a little, gathers, and stays away from whoever is there.

-- When a person last did something in Keepwell: whoever is there needs no mail.
create table member_activity (
    member_id uuid        primary key references team_member (id) on delete cascade,
    at        timestamptz not null
);

-- What is about to leave by mail: one for each person and conversation at a time, which gathers what comes
-- until it is due.
create table notification_round (
    id              uuid        primary key,
    member_id       uuid        not null references team_member (id) on delete cascade,
    conversation_id uuid        not null references conversation (id) on delete cascade,
    since           timestamptz not null,
    due_at          timestamptz not null,
    settled_at      timestamptz,
    -- `told`, or why nothing was said
    outcome         text
);
create unique index notification_round_open on notification_round (member_id, conversation_id) where settled_at is null;
create index notification_round_due on notification_round (due_at) where settled_at is null;
create index notification_round_last on notification_round (member_id, conversation_id, settled_at desc);
create index notification_round_conversation on notification_round (conversation_id);

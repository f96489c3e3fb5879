-- What people of the team are told: one row for each of them and each cause, with no words in it; words are made when
-- it is shown, in the language of whoever reads them.
create table notification (
    id              uuid        primary key,
    member_id       uuid        not null references team_member (id) on delete cascade,
    kind            text        not null check (kind in ('assigned', 'team', 'answered', 'mentioned', 'promise', 'agreed-time', 'returned')),
    -- what brought it about: nobody is told the same thing twice
    cause           text        not null,
    conversation_id uuid        not null references conversation (id) on delete cascade,
    -- the note, or the reply that came back
    message_id      uuid        references message (id) on delete cascade,
    by_id           uuid        references team_member (id) on delete set null,
    -- which of the things the kind can mean
    detail          text,
    due_at          timestamptz,
    -- how often the same happened within a minute
    times           int         not null default 1,
    -- whether it stands behind the bell; else it only leaves by other ways
    bell            boolean     not null,
    created_at      timestamptz not null,
    seen_at         timestamptz,
    unique (member_id, kind, cause)
);
create index notification_of_member on notification (member_id, created_at desc, id desc);
create index notification_unseen on notification (member_id, conversation_id) where seen_at is null;
create index notification_conversation on notification (conversation_id);

-- Which ways a person wants for which kind, where that is not what is usual.
create table notification_choice (
    member_id uuid    not null references team_member (id) on delete cascade,
    kind      text    not null,
    way       text    not null check (way in ('bell', 'push', 'mail', 'sound')),
    wanted    boolean not null,
    primary key (member_id, kind, way)
);

-- When nothing but the bell is to reach a person.
create table notification_quiet (
    member_id   uuid primary key references team_member (id) on delete cascade,
    -- from when to when in the zone of the company; both null for never; over midnight where the end is the earlier
    quiet_from  time,
    quiet_until time,
    -- the days on which the person works, 1 for Monday
    days        text not null check (days ~ '^[1-7]{0,7}$'),
    check ((quiet_from is null) = (quiet_until is null))
);

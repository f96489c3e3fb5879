-- Who looks at a conversation now, and who types: one row per browser, forgotten after twenty seconds without a sign of
-- life. Not logged: after a crash nobody looks.
create unlogged table conversation_presence (
    conversation_id uuid        not null references conversation (id) on delete cascade,
    member_id       uuid        not null references team_member (id) on delete cascade,
    browser         uuid        not null,
    typing          boolean     not null,
    seen_at         timestamptz not null,
    primary key (conversation_id, browser)
);
create index conversation_presence_seen on conversation_presence (seen_at);

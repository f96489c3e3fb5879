-- Who was named in a note, so that they find it in their own view and can say that they have seen it.
create table conversation_mention (
    conversation_id uuid        not null references conversation (id) on delete cascade,
    message_id      uuid        not null references message (id) on delete cascade,
    member_id       uuid        not null references team_member (id) on delete cascade,
    at              timestamptz not null,
    -- null until the person has looked
    seen_at         timestamptz,
    primary key (message_id, member_id)
);
create index conversation_mention_member on conversation_mention (member_id, at desc);
create index conversation_mention_conversation on conversation_mention (conversation_id);

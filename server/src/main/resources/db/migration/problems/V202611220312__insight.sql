-- What customers need and what hurts them, as sentences of theirs that somebody marked (capability 24).
create table insight_mark (
    id              uuid        primary key,
    conversation_id uuid        not null references conversation (id) on delete cascade,
    message_id      uuid        not null references message (id) on delete cascade,
    customer_id     uuid        not null references customer (id),
    kind            text        not null check (kind in ('need', 'pain-point')),
    -- their words; empty once they are forgotten
    words           text        not null,
    area_id         uuid        references problem_area (id),
    member_id       uuid        references team_member (id),
    at              timestamptz not null
);
create index insight_mark_conversation on insight_mark (conversation_id);
create index insight_mark_message on insight_mark (message_id);
create index insight_mark_customer on insight_mark (customer_id);
create index insight_mark_area on insight_mark (area_id, id);

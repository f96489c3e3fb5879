-- Conversations whose first answer is wanted in half the agreed time: a state that somebody brought about is a row.
create table hurried_answer (
    conversation_id uuid        primary key references conversation (id) on delete cascade,
    since           timestamptz not null
);

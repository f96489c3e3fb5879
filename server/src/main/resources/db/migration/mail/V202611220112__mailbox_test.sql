-- What a mailbox was found to do with a mail that it sent to itself; the last time only.
create table mailbox_test (
    mailbox_id  uuid        primary key references mailbox (id) on delete cascade,
    step        text        not null check (step in ('sending', 'waiting', 'reading', 'done', 'failed')),
    started_at  timestamptz not null,
    finished_at timestamptz,
    -- what was seen, as JSON; with 'failed' what was in the way
    facts       text,
    trouble     text
);

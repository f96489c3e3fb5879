-- Mailboxes whose solved conversations stay solved when somebody says thanks and nothing else.
create table thanks_stay (
    mailbox_id uuid        primary key references mailbox (id) on delete cascade,
    set_by     uuid        references team_member (id),
    set_at     timestamptz not null
);

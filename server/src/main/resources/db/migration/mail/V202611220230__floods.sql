-- How fast automatic mail may open conversations (L5): a bucket per mailbox and sender, one per sender and subject, and
-- one for the mailbox. What comes faster is kept apart with the reason FLOOD until somebody decides. Keys are digests.
create table mail_rate (
    mailbox_id uuid             not null references mailbox (id) on delete cascade,
    key        text             not null,
    tokens     double precision not null,
    at         timestamptz      not null,
    primary key (mailbox_id, key)
);
create index mail_rate_at on mail_rate (at);
create index raw_mail_held on raw_mail (mailbox_id, sender) where state = 'spam' and reason = 'FLOOD';

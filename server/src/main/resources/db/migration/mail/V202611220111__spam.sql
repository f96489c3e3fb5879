-- Mail of blocked senders, and mail that the receiving server calls spam, is kept apart: it becomes no conversation
-- unless a person says that it is none of that.
alter table raw_mail drop constraint raw_mail_state_check;
alter table raw_mail add constraint raw_mail_state_check check (state in
    ('wanted', 'received', 'filed', 'bounce', 'duplicate', 'dropped', 'quarantined', 'spam'));
-- when a person said so: it is filed then whatever its sender or its header
alter table raw_mail add column released_at timestamptz;
create index raw_mail_spam on raw_mail (settled_at desc, id desc) where state = 'spam';

-- A header line by which the receiving server calls a mail spam, such as 'X-Spam-Flag: YES'.
alter table mailbox add column spam_header text;

-- Whose mail nobody wants: an address, or all of a domain, written with its @.
create table blocked_sender (
    id         uuid        primary key,
    value      text        not null unique check (value = lower(value) and value like '%@%'),
    blocked_by uuid        references team_member (id) on delete set null,
    blocked_at timestamptz not null
);

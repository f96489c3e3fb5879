-- What mail servers report about letters after they were handed over, and where nothing arrives any more (L7).
alter table outbox drop constraint outbox_state_check;
alter table outbox add constraint outbox_state_check check (state in
    ('queued', 'sending', 'handing-over', 'sent', 'failed', 'uncertain', 'cancelled', 'delivered', 'bounced', 'suppressed'));

-- Every report that we believe, one row per recipient it speaks about.
create table delivery_report (
    id          uuid        primary key,
    letter_id   uuid        not null references letter (id) on delete cascade,
    raw_mail_id uuid,
    recipient   text        not null,
    action      text        not null check (action in ('failed', 'delayed', 'delivered', 'relayed', 'expanded')),
    status      text,
    words       text        not null,
    at          timestamptz not null
);
create index delivery_report_letter on delivery_report (letter_id);
create index delivery_report_recipient on delivery_report (recipient, at);

-- Addresses that do not exist, as the servers responsible for them say: nothing is sent there until a person says
-- otherwise, or until somebody writes from there.
create table suppressed_address (
    id        uuid        primary key,
    address   text        not null unique check (address = lower(address)),
    reason    text        not null,
    thread_id uuid        not null,
    since     timestamptz not null
);

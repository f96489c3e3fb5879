-- Letters of ours: composed once, so that sending again sends the same bytes.
create table letter (
    id           uuid        primary key,
    cause_key    text        not null unique,
    outbox_id    uuid        not null unique,
    kind         text        not null check (kind in ('ACKNOWLEDGEMENT', 'REPLY', 'NOTICE')),
    mailbox_id   uuid        not null references mailbox (id),
    thread_id    uuid        not null,
    -- the Message-ID it bears
    message_id   text        not null,
    envelope_from text       not null,
    recipient    text        not null,
    blob         text        not null,
    -- stays here, because the mailbox has no SMTP server
    in_mail_room boolean     not null default false,
    created_at   timestamptz not null,
    sent_at      timestamptz,
    bounced_at   timestamptz
);
create index letter_recipient on letter (recipient, created_at desc) where in_mail_room;
create index letter_blob on letter (blob);

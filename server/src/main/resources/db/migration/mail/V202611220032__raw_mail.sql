-- Every mail as it came, committed before anything reads it (I1); then what became of it.
create table raw_mail (
    id            uuid        primary key,
    position      bigint      generated always as identity,
    mailbox_id    uuid        not null references mailbox (id),
    -- folder and numbers on the server; null for mail that came through the mail room
    folder        text,
    uid_validity  bigint,
    uid           bigint,
    blob          text        not null,
    size          bigint      not null,
    state         text        not null check (state in ('wanted', 'received', 'filed', 'bounce', 'duplicate', 'dropped', 'quarantined')),
    -- why it is quarantined or dropped: a key and, where there are, words
    reason        text,
    words         text,
    -- too large to be taken in: only its header is here
    stub          boolean     not null default false,
    -- another mail with the same Message-ID said something else (I5)
    same_id       boolean     not null default false,
    existing      text        not null default 'no' check (existing in ('no', 'archive', 'open')),
    -- when it reached the server, and us
    server_at     timestamptz not null,
    received_at   timestamptz not null,
    settled_at    timestamptz,
    -- as far as readable, for people who look for it
    sender        text,
    subject       text,
    thread_id     uuid,
    message_id    uuid,
    -- whether what is to be done on the server (mark, delete) has been done
    tidied        boolean     not null default false,
    unique (mailbox_id, folder, uid_validity, uid)
);
create index raw_mail_received on raw_mail (mailbox_id, position) where state = 'received';
create index raw_mail_quarantined on raw_mail (mailbox_id, position) where state = 'quarantined';
create index raw_mail_untidy on raw_mail (mailbox_id) where not tidied;
create index raw_mail_blob on raw_mail (blob);

-- What we have seen, kept when the mail itself is deleted or erased: the next look must not bring it back (I7).
create table mail_fingerprint (
    mailbox_id  uuid        not null references mailbox (id) on delete cascade,
    fingerprint text        not null,
    id_hash     text        not null,
    seen_at     timestamptz not null,
    primary key (mailbox_id, fingerprint)
);
create index mail_fingerprint_id on mail_fingerprint (mailbox_id, id_hash);

-- Message-IDs in and out, to find the thread of what refers to them (T1) and to refer to them ourselves (T12).
create table mail_reference (
    mailbox_id uuid        not null references mailbox (id) on delete cascade,
    message_id text        not null,
    thread_id  uuid        not null,
    direction  text        not null check (direction in ('in', 'out')),
    at         timestamptz not null,
    position   bigint      generated always as identity,
    primary key (mailbox_id, message_id, thread_id)
);
create index mail_reference_thread on mail_reference (thread_id, position);

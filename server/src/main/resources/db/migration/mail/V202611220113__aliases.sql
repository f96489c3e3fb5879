-- Further addresses that a mailbox receives for, and what stands under its letters.
create table mailbox_alias (
    address    text        primary key check (address = lower(address)),
    mailbox_id uuid        not null references mailbox (id) on delete cascade,
    added_at   timestamptz not null
);
create index mailbox_alias_mailbox on mailbox_alias (mailbox_id);

create table mailbox_signature (
    mailbox_id uuid        not null references mailbox (id) on delete cascade,
    language   text        not null,
    text       text        not null check (text <> ''),
    -- null: made from the text
    html       text,
    changed_at timestamptz not null,
    primary key (mailbox_id, language)
);

-- Which of our addresses a mail named: answers go out from there.
alter table raw_mail add column recipient text, add column header_id text;
create index raw_mail_recipient_thread on raw_mail (thread_id, position desc) where recipient is not null;
create index raw_mail_recipient_id on raw_mail (header_id) where recipient is not null;

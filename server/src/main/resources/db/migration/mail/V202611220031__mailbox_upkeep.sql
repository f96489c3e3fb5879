-- What happens to a mail on its server once it is ours, how a mailbox is doing, and retirement instead of deletion.
alter table mailbox
    add column after_fetch text not null default 'leave' check (after_fetch in ('leave', 'seen', 'delete')),
    add column changed_at  timestamptz not null default now();

-- Apart from the mailbox, because it changes with every look at the server.
create table mailbox_health (
    mailbox_id    uuid        primary key references mailbox (id) on delete cascade,
    state         text        not null check (state in ('connecting', 'ok', 'failing')),
    -- what hinders it (a kind of ConnectionTrouble) and the words of the server
    trouble       text,
    words         text,
    since         timestamptz not null,
    last_fetch_at timestamptz
);

-- How far we have read a folder: the highest UID that is committed (I3), and what lay there at connection.
create table mail_cursor (
    mailbox_id     uuid   not null references mailbox (id) on delete cascade,
    folder         text   not null,
    uid_validity   bigint not null,
    last_uid       bigint not null,
    -- UIDs below were there before the connection
    existing_below bigint not null,
    -- after the server numbered its mails anew only their date tells which were there before
    by_date        boolean not null default false,
    -- next UID of existing mail to take in, null when that is done or not wanted
    backfill_uid   bigint,
    primary key (mailbox_id, folder)
);

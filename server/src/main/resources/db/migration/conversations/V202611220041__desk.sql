-- What the writing side needs: where answers go, what follows what, and one acknowledgement at most.
alter table message add column reply_to text check (reply_to = lower(reply_to));

-- A reply to a closed conversation opens a new one that names the old one (ST3).
alter table conversation add column follows_id uuid references conversation (id) on delete set null;
create index conversation_follows on conversation (follows_id) where follows_id is not null;
create index conversation_newest on conversation (created_at desc, id desc);

-- What was decided about telling the customer that their conversation has reached us. The primary key is the promise
-- that nobody is told twice; `withheld` is the reason why nothing was sent.
create table acknowledgement (
    conversation_id uuid        primary key references conversation (id) on delete cascade,
    decided_at      timestamptz not null,
    recipient       text,
    -- without Re: and the like, lower case
    subject         text        not null,
    -- somebody unknown, or not vouched for by the receiving server: counts against the global budget (L6)
    stranger        boolean     not null,
    withheld        text
);
create index acknowledgement_recipient on acknowledgement (recipient, decided_at) where withheld is null;
create index acknowledgement_stranger on acknowledgement (decided_at) where withheld is null and stranger;

-- When a mailbox is attended, by whom, and how soon they answer.
create table mailbox_desk (
    mailbox_id     uuid        primary key references mailbox (id) on delete cascade,
    -- null: zone of the workspace
    zone           text,
    -- Monday to Sunday, such as '09:00-12:00, 13:00-17:00'; an empty text is a day off
    hours          text[]      not null check (cardinality(hours) = 7),
    holidays       date[]      not null,
    answer_within  interval    not null,
    -- the person or the team who will answer, and the company; null: name of the mailbox
    answering_name text,
    company        text,
    -- languages in which customers are addressed informally
    informal       text[]      not null,
    -- when an administrator has last seen what customers will read
    preview_seen_at timestamptz,
    changed_at     timestamptz not null
);

-- Wordings of the acknowledgement that differ from those in the message files.
create table acknowledgement_wording (
    mailbox_id uuid        not null references mailbox (id) on delete cascade,
    language   text        not null,
    part       text        not null,
    text       text        not null,
    changed_at timestamptz not null,
    primary key (mailbox_id, language, part)
);

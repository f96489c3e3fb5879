-- Conversations, what was said in them, and what was done with them.
create sequence conversation_number start 1000;

create table conversation (
    id                uuid        primary key,
    number            bigint      not null unique default nextval('conversation_number'),
    subject           text        not null,
    channel           text        not null check (channel in ('email', 'api', 'messenger')),
    mailbox_id        uuid        references mailbox (id),
    customer_id       uuid        not null references customer (id),
    state             text        not null check (state in ('new', 'open', 'pending', 'on-hold', 'solved', 'closed')),
    cause             text        not null default 'none' check (cause in ('none', 'triage', 'open', 'fixed', 'one-off')),
    kind              text        check (kind in ('question', 'complaint', 'request', 'praise')),
    -- the words that suggested the kind; null once a person has decided it
    kind_words        text[],
    priority          text        not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
    needed_by         timestamptz,
    assignee_id       uuid        references team_member (id),
    team_id           uuid        references team (id) on delete set null,
    -- a machine opened it: never acknowledged
    automatic         boolean     not null default false,
    locale            text,
    created_at        timestamptz not null,
    -- when the acknowledgement had left, and the answer it promised
    acknowledged_at   timestamptz,
    promised_at       timestamptz,
    first_response_at timestamptz,
    solved_at         timestamptz,
    -- of the oldest public customer message that nobody has answered
    waiting_since     timestamptz,
    last_message_at   timestamptz not null,
    changed_at        timestamptz not null
);
create index conversation_list on conversation (state, last_message_at desc, id desc);
create index conversation_customer on conversation (customer_id, created_at desc);
create index conversation_assignee on conversation (assignee_id, state) where assignee_id is not null;

-- Everybody on the customer's side of a conversation.
create table participant (
    conversation_id uuid        not null references conversation (id) on delete cascade,
    email           text        not null check (email = lower(email)),
    name            text,
    added_at        timestamptz not null,
    primary key (conversation_id, email)
);

create table message (
    id              uuid        primary key,
    conversation_id uuid        not null references conversation (id) on delete cascade,
    direction       text        not null check (direction in ('in', 'out')),
    type            text        not null check (type in ('message', 'note', 'acknowledgement', 'notice', 'survey')),
    -- the customer or the member of the team who wrote it; both null for machines
    customer_id     uuid        references customer (id),
    member_id       uuid        references team_member (id),
    author_name     text        not null,
    author_email    text,
    -- from somebody the conversation does not know: held from the customer's side (T2)
    verified        boolean     not null default true,
    automatic       text        not null default 'no' check (automatic in ('no', 'generated', 'replied', 'bounce')),
    text            text        not null,
    html            text,
    -- stored original, for messages that came by mail
    mail_id         uuid,
    message_id      text,
    sent_at         timestamptz not null,
    created_at      timestamptz not null,
    -- what became of it on its way out: words of the outbox
    delivery_state  text        check (delivery_state in ('queued', 'sending', 'handing-over', 'sent', 'delivered', 'bounced', 'failed', 'uncertain', 'suppressed', 'cancelled')),
    delivery_reason text,
    delivery_at     timestamptz,
    due_at          timestamptz
);
create index message_conversation on message (conversation_id, created_at, id);
create unique index message_one_acknowledgement on message (conversation_id) where type = 'acknowledgement';
create unique index message_one_per_mail on message (mail_id) where mail_id is not null;

create table attachment (
    id           uuid   primary key,
    message_id   uuid   not null references message (id) on delete cascade,
    position     int    not null,
    name         text   not null,
    content_type text   not null,
    size         bigint not null,
    blob         text   not null,
    content_id   text,
    inline       boolean not null default false
);
create index attachment_message on attachment (message_id);
create index attachment_blob on attachment (blob);

create table conversation_tag (
    conversation_id uuid not null references conversation (id) on delete cascade,
    tag             text not null check (tag <> '' and tag = lower(tag)),
    primary key (conversation_id, tag)
);
create index conversation_tag_tag on conversation_tag (tag);

-- What changed, by whom; the page tells it between the letters.
create table conversation_event (
    id              uuid        primary key,
    conversation_id uuid        not null references conversation (id) on delete cascade,
    at              timestamptz not null,
    member_id       uuid        references team_member (id),
    kind            text        not null,
    old_value       text,
    new_value       text
);
create index conversation_event_conversation on conversation_event (conversation_id, at);

-- What a member has typed and not sent. One for replies and one for notes.
create table draft (
    conversation_id uuid        not null references conversation (id) on delete cascade,
    member_id       uuid        not null references team_member (id) on delete cascade,
    type            text        not null check (type in ('message', 'note')),
    text            text        not null,
    changed_at      timestamptz not null,
    primary key (conversation_id, member_id, type)
);

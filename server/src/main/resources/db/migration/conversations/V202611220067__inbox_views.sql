-- The inbox as a list at a million conversations, most of them solved: every view reads an index of the open ones alone.
-- Views that people keep, what they like to see after an action, and conversations that are put off.
alter table conversation
    add column snoozed_until timestamptz,
    add column snoozed_by    uuid references team_member (id);

create index conversation_open on conversation (last_message_at desc, id desc)
    where state in ('new', 'open', 'pending', 'on-hold') and spam_at is null;
create index conversation_open_assignee on conversation (assignee_id, last_message_at desc, id desc)
    where state in ('new', 'open', 'pending', 'on-hold') and spam_at is null;
create index conversation_open_team on conversation (team_id, last_message_at desc, id desc)
    where state in ('new', 'open', 'pending', 'on-hold') and spam_at is null;
create index conversation_open_due on conversation (due_at, id)
    where state in ('new', 'open', 'pending', 'on-hold') and spam_at is null and due_at is not null;
create index conversation_open_complaint on conversation (last_message_at desc, id desc)
    where state in ('new', 'open', 'pending', 'on-hold') and spam_at is null and kind = 'complaint';
create index conversation_snoozed on conversation (snoozed_until, id) where snoozed_until is not null;
create index conversation_waiting on conversation (waiting_since, id) where waiting_since is not null;
create index conversation_ended on conversation (last_message_at desc, id desc)
    where state in ('solved', 'closed') and spam_at is null;

create table conversation_view (
    id         uuid        primary key,
    name       text        not null check (name <> ''),
    owner_id   uuid        not null references team_member (id) on delete cascade,
    audience   text        not null check (audience in ('me', 'team', 'everybody')),
    team_id    uuid        references team (id) on delete cascade,
    -- what it is narrowed by, as it stands in an address: assignee=me&kind=complaint
    filter     text        not null,
    position   int         not null,
    created_at timestamptz not null,
    -- deleted, and for a while to be had back
    deleted_at timestamptz,
    check ((audience = 'team') = (team_id is not null))
);
create index conversation_view_owner on conversation_view (owner_id);

create table inbox_preference (
    member_id    uuid primary key references team_member (id) on delete cascade,
    -- what is shown when an action takes the open conversation out of the list
    after_action text not null check (after_action in ('next', 'stay', 'list'))
);

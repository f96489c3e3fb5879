-- Every page counts the conversations of every view. What the conditions of the views look at stands in the index itself,
-- so that counting reads the index alone and not a thousand rows.
drop index conversation_open;
create index conversation_open on conversation (last_message_at desc, id desc)
    include (state, snoozed_until, merged_into)
    where state in ('new', 'open', 'pending', 'on-hold') and spam_at is null;
drop index conversation_open_assignee;
create index conversation_open_assignee on conversation (assignee_id, last_message_at desc, id desc)
    include (state, snoozed_until, merged_into, waiting_since)
    where state in ('new', 'open', 'pending', 'on-hold') and spam_at is null;
drop index conversation_open_team;
create index conversation_open_team on conversation (team_id, last_message_at desc, id desc)
    include (state, snoozed_until, merged_into)
    where state in ('new', 'open', 'pending', 'on-hold') and spam_at is null;
drop index conversation_open_due;
create index conversation_open_due on conversation (due_at, id)
    include (state, merged_into)
    where state in ('new', 'open', 'pending', 'on-hold') and spam_at is null and due_at is not null;
drop index conversation_open_complaint;
create index conversation_open_complaint on conversation (last_message_at desc, id desc)
    include (state, merged_into)
    where state in ('new', 'open', 'pending', 'on-hold') and spam_at is null and kind = 'complaint';

-- That nobody has it is no order to PostgreSQL: without an index of its own the whole list is sorted to show its top.
create index conversation_open_free on conversation (last_message_at desc, id desc)
    include (state, snoozed_until, merged_into, waiting_since)
    where state in ('new', 'open', 'pending', 'on-hold') and spam_at is null and assignee_id is null;

-- Hardly any conversation is open, and hardly any has no assignee, but those that have none are open: without knowing that, a
-- short list is expected and a long one is put in order first.
create statistics conversation_desk (mcv) on state, assignee_id from conversation;
create statistics conversation_kinds (mcv) on state, kind from conversation;
analyze conversation;

-- An index alone can answer only for pages that were tidied since they changed. Half a million conversations are no reason to
-- wait for a hundred thousand changes.
alter table conversation set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);

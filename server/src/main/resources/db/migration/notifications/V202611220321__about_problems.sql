-- People are also told of problems: the same again for one customer, and updates that are overdue. What is about a
-- problem has no conversation.
alter table notification alter column conversation_id drop not null;
alter table notification add column problem_id uuid references problem (id) on delete cascade;
alter table notification add constraint notification_about check (num_nonnulls(conversation_id, problem_id) = 1);
create index notification_problem on notification (problem_id) where problem_id is not null;
alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check
    check (kind in ('assigned', 'team', 'answered', 'mentioned', 'promise', 'agreed-time', 'returned', 'repeat', 'update-overdue'));

-- A round gathers what is about one conversation, or about one problem.
alter table notification_round drop constraint notification_round_conversation_id_fkey;

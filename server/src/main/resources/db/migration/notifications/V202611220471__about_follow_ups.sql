-- People are also told of follow-ups: one is theirs now, or its time passes.
alter table notification add column follow_up_id uuid references follow_up (id) on delete cascade;
alter table notification drop constraint notification_about;
alter table notification add constraint notification_about check (num_nonnulls(conversation_id, problem_id, follow_up_id) = 1);
create index notification_follow_up on notification (follow_up_id) where follow_up_id is not null;
alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check
    check (kind in ('assigned', 'team', 'answered', 'mentioned', 'promise', 'agreed-time', 'returned', 'repeat', 'update-overdue',
                    'gesture-asked', 'gesture-decided', 'tracker-done', 'follow-up'));

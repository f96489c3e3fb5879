-- People are also told of gestures: somebody asks for one, and what was decided.
alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check
    check (kind in ('assigned', 'team', 'answered', 'mentioned', 'promise', 'agreed-time', 'returned', 'repeat', 'update-overdue',
                    'gesture-asked', 'gesture-decided'));

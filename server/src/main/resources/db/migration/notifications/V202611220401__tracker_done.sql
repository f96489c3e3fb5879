-- People are also told when the tracker says that a problem of theirs is done.
alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check
    check (kind in ('assigned', 'team', 'answered', 'mentioned', 'promise', 'agreed-time', 'returned', 'repeat', 'update-overdue',
                    'gesture-asked', 'gesture-decided', 'tracker-done'));

-- After how many attended hours without a sign of whoever looks after it a conversation waits for its team again (ST5).
alter table team_routing add column timeout_hours int check (timeout_hours between 1 and 999);

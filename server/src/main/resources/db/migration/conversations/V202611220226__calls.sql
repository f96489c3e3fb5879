-- Phone calls are something said: with a customer who was reached, or who was not.
alter table message
    add column call_way      text check (call_way in ('incoming', 'outgoing')),
    -- whether they spoke with each other: only then it is an answer
    add column call_reached  boolean,
    add column call_minutes  int check (call_minutes between 0 and 1440),
    -- when it was written down; created_at is when it took place
    add column call_noted_at timestamptz;
alter table message drop constraint message_type_check;
alter table message add constraint message_type_check
    check (type in ('message', 'note', 'acknowledgement', 'notice', 'survey', 'call'));
alter table message add constraint message_call_check
    check ((type = 'call') = (call_way is not null and call_reached is not null and call_noted_at is not null));

-- One truth about when somebody attends: the hours of mailboxes become calendars, which agreed times use as well.
create table calendar (
    id         uuid        primary key,
    name       text        not null check (name <> ''),
    -- null: zone of the workspace
    zone       text,
    -- Monday to Sunday, such as '09:00-12:00, 13:00-17:00'; an empty text is a day off
    hours      text[]      not null check (cardinality(hours) = 7),
    version    int         not null default 1,
    -- the one that holds where nothing else was said
    usual      boolean     not null default false,
    changed_at timestamptz not null
);
create unique index calendar_usual on calendar (usual) where usual;

create table calendar_holiday (
    calendar_id uuid not null references calendar (id) on delete cascade,
    day         date not null,
    name        text,
    -- hours attended on that day; null for none
    hours       text,
    primary key (calendar_id, day)
);

-- What a calendar said before: a verdict names the version it was found by.
create table calendar_former (
    calendar_id uuid        not null references calendar (id) on delete cascade,
    version     int         not null,
    content     jsonb       not null,
    until       timestamptz not null,
    primary key (calendar_id, version)
);

insert into calendar (id, name, hours, usual, changed_at)
values (gen_random_uuid(), 'Office hours',
        array['09:00-17:00', '09:00-17:00', '09:00-17:00', '09:00-17:00', '09:00-17:00', '', ''], true, now());

insert into calendar (id, name, zone, hours, changed_at)
select d.mailbox_id, m.name, d.zone, d.hours, d.changed_at
  from mailbox_desk d
  join mailbox m on m.id = d.mailbox_id;

insert into calendar_holiday (calendar_id, day)
select distinct d.mailbox_id, day
  from mailbox_desk d, unnest(d.holidays) day;

alter table mailbox_desk add column calendar_id uuid references calendar (id);
update mailbox_desk set calendar_id = mailbox_id;
alter table mailbox_desk drop column zone, drop column hours, drop column holidays;

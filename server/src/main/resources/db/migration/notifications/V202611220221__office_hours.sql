-- Quiet can follow office hours instead of hours of one's own: those of a calendar, or the usual ones of the company.
alter table notification_quiet
    add column office      boolean not null default false,
    add column calendar_id uuid references calendar (id) on delete set null;
create index notification_quiet_calendar on notification_quiet (calendar_id) where calendar_id is not null;

-- An index that is asked once in a year costs every change of a clock; whether a calendar was ever counted by is found without it.
drop index sla_clock_calendar;
-- Clocks change often: room in the page for the next version of a row.
alter table sla_clock set (fillfactor = 80);

-- A survey may mean a saved segment: then its rule holds, as it is when people are asked. What stands in "audience" is
-- the rule it was last saved with, which stays when the segment is deleted.
alter table survey add column segment_id uuid references segment (id) on delete set null;
create index survey_segment on survey (segment_id) where segment_id is not null;

-- A fix may reach customers at different times, by version, place or whatever else is known of them (3.7.7): who has it
-- already, and which groups get it when. Null where it is there for everybody.
alter table broadcast add column availability jsonb;

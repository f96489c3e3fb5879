-- Why the team found an answer not to count, and used links that no longer stand in the order in which they were used.
alter table survey_answer add column invalid_reason text check (invalid_reason in ('test', 'wrong-person'));
alter table survey_used_token add column mixed boolean not null default false;
create index survey_used_token_unmixed on survey_used_token (mixed) where not mixed;

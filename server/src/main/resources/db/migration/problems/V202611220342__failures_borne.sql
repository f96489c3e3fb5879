-- Failures are counted within a window of its own. What may be given is set where gestures are, and was never in use here.
alter table problem_settings
    add column borne_months int not null default 12 check (borne_months between 1 and 120),
    drop column allowance;

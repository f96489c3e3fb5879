-- Who is asked: a wave remembers how far its people have been gathered, a survey may always ask the group of its first
-- wave, and what waits for a letter or counts toward the cap of an account is found by an index.

-- each cycle asks the people of the first wave again (capability 35)
alter table survey add column same_group boolean not null default false;

alter table survey_wave
    -- the customer up to whom the audience has been taken in, in the order of ids
    add column gathered_to uuid,
    -- false while people are still to be taken in
    add column gathered    boolean not null default true,
    -- first day of the month it gathers, of waves after events
    add column month       date,
    add column ended_at    timestamptz;
create unique index survey_wave_month on survey_wave (survey_id, occasion, month) where month is not null;
create index survey_wave_running on survey_wave (id) where state in ('planning', 'sending');

create index survey_invitation_unwritten on survey_invitation (due_at, id) where state = 'queued' and letter_id is null;
create index survey_invitation_account on survey_invitation (account_id, asked_at) where asked_at is not null;
create index survey_invitation_asked on survey_invitation (customer_id, asked_at) where asked_at is not null;
create index survey_invitation_occasion on survey_invitation (occasion_id) where occasion_id is not null;

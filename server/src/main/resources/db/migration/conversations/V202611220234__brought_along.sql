-- When a conversation was brought along from elsewhere: its past is not what happened here, so no rule acts on its silence
-- until something happens in it.
alter table conversation add column brought_at timestamptz;

-- A conversation that somebody has called spam keeps its state and its letters, and stands in no view but that of spam.
alter table conversation add column spam_at timestamptz;
create index conversation_spam on conversation (spam_at desc, id desc) where spam_at is not null;

-- The inbox finds conversations by the words of their letters and subjects.
create index message_words on message using gin (to_tsvector('simple', left(text, 200000)));
create index conversation_words on conversation using gin (to_tsvector('simple', subject));

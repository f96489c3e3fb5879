-- A letter that came after solved and says thanks and nothing else: it starts no clock, and whoever reads it may leave
-- the conversation solved.
alter table message add column bare_thanks boolean not null default false;

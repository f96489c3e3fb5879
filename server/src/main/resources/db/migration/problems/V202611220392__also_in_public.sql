-- What is told to those a problem hits may be said on the public status page too, when its hold is over and not before.
alter table broadcast add column also_public boolean not null default false;
create index broadcast_also_public on broadcast (hold_until) where also_public;

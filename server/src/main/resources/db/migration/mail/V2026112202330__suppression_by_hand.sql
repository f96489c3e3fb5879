-- Mail to an address can also be stopped by a person, who says why; then no conversation brought it about.
alter table suppressed_address alter column thread_id drop not null;
alter table suppressed_address add column stopped_by uuid references team_member (id) on delete set null;
-- stays when the member goes: what a person stopped begins again only when a person says so
alter table suppressed_address add column by_hand boolean not null default false;

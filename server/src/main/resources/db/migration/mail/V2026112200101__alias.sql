-- Message-IDs that providers put in the place of ours, learnt from answers that carry a true token (T12).
alter table mail_reference drop constraint mail_reference_direction_check;
alter table mail_reference add constraint mail_reference_direction_check check (direction in ('in', 'out', 'alias'));
create index letter_thread on letter (thread_id);

-- Two migrations that were written side by side both make this index: the earlier one is taken back, so that the later
-- one (191) finds no index of that name.
drop index if exists participant_email;

-- Whether a backup is made every night, and how the last ones ended.
create table backup_plan (
    one        boolean     primary key default true check (one),
    nightly    boolean     not null,
    -- in the zone of the workspace
    at         time        not null,
    keep       int         not null check (keep between 1 and 365),
    failed_at  timestamptz,
    failure    text
);
insert into backup_plan (nightly, at, keep) values (false, '03:00', 7);

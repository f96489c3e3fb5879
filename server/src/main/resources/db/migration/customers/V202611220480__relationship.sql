-- Whether the line of relationships is drawn; one row at most.
create table relationship_settings (
    sole       boolean     primary key default true check (sole),
    drawn      boolean     not null,
    changed_at timestamptz not null
);

-- What is known of a customer by name, such as their bank or their plan: the newest word about each fact wins.
create table customer_trait (
    customer_id uuid        not null references customer (id) on delete cascade,
    name        text        not null,
    -- text, a number, true, false or a list of these; null where it was taken away, so that an older word that comes
    -- late does not bring it back
    value       jsonb,
    -- since when it is so, as its source says
    at          timestamptz not null,
    received_at timestamptz not null,
    primary key (customer_id, name)
);
-- Finds everybody with one value of one trait.
create index customer_trait_value on customer_trait (name, value);

-- The page every customer has of their own: how it is set up, when they were there, what they did, who asked for a link.
create table portal_settings (
    one        boolean     primary key default true check (one),
    enabled    boolean     not null,
    in_letters boolean     not null,
    company    text        not null,
    colour     text        not null,
    changed_at timestamptz not null
);

create table portal_customer (
    customer_id uuid        primary key references customer (id) on delete cascade,
    -- links made until then let nobody in any more
    links_since timestamptz,
    -- when a person was last here, as something they did has shown: that a link was opened shows nothing
    visited_at  timestamptz,
    -- when they were here before that visit: what is newer is new to them
    before_at   timestamptz
);

create table portal_deed (
    id          uuid        primary key,
    -- null once they were forgotten: what was done still counts
    customer_id uuid        references customer (id),
    kind        text        not null,
    at          timestamptz not null
);
create index portal_deed_at on portal_deed (at);
create index portal_deed_customer on portal_deed (customer_id) where customer_id is not null;

-- Somebody asks for a link to their page. Known or not, the address lies here for seconds, so that the answer to the form
-- takes the same time for both.
create table portal_request (
    id     uuid        primary key,
    email  text        not null,
    locale text        not null,
    at     timestamptz not null
);

-- What a customer wants to hear from us, and every change of that: nobody may be asked to believe us.
create table customer_consent (
    -- of the change; rows of several profiles of one person share it
    id          uuid        not null,
    customer_id uuid        not null references customer (id) on delete cascade,
    topic       text        not null check (topic in ('service-notices', 'surveys', 'marketing')),
    allowed     boolean     not null,
    at          timestamptz not null,
    -- whether they said so themselves, and else which of us took it down
    by_customer boolean     not null,
    member_id   uuid        references team_member (id),
    primary key (customer_id, topic, id)
);

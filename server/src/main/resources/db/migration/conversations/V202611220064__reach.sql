-- How a customer can be reached at the moment, where that is not by everything: somebody whose internet is down reads
-- no mail.
create table conversation_reach (
    conversation_id uuid   primary key references conversation (id) on delete cascade,
    -- channels they can use: 'email', 'messenger', 'phone', 'sms', 'post'
    channels        text[] not null check (cardinality(channels) > 0),
    -- such as a phone number they gave
    contact         text
);

-- A person is found in everything they wrote or took part in: for their page, for a merge and for erasure.
create index message_customer on message (customer_id) where customer_id is not null;
create index participant_email on participant (email);

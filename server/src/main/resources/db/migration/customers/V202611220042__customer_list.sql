-- Programs list customers by when they were last heard of.
create index customer_last_seen on customer (last_seen_at desc, id desc);

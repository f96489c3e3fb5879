-- The likeliest problems of a complaint: what agents refused, and what a node has to hear again.

-- "It is not this": said of one conversation and one problem, taken back by deleting the row.
create table problem_refusal (
    conversation_id uuid        not null references conversation (id) on delete cascade,
    problem_id      uuid        not null references problem (id) on delete cascade,
    member_id       uuid        references team_member (id),
    at              timestamptz not null,
    primary key (conversation_id, problem_id)
);
create index problem_refusal_problem on problem_refusal (problem_id);

-- What has changed since a node learned: each reads it again by itself. An ordered log, read up to the oldest
-- transaction that is still running.
create table likely_news (
    id      uuid        primary key,
    kind    text        not null check (kind in ('conversation', 'problem')),
    subject uuid        not null,
    at      timestamptz not null,
    xact    xid8        not null default pg_current_xact_id()
);
create index likely_news_xact on likely_news (xact);
create index likely_news_at on likely_news (at);

-- Root causes of complaints: who was hit, who was told what, and who is still to be told.

-- A part of the product, and who answers for it.
create table problem_area (
    id         uuid        primary key,
    name       text        not null check (name <> ''),
    owner_id   uuid        references team_member (id),
    created_at timestamptz not null
);
create unique index problem_area_name on problem_area (lower(name));

create sequence problem_number;

create table problem (
    id             uuid        primary key,
    number         bigint      not null unique default nextval('problem_number'),
    -- what the team calls it, and what customers read (3.7.14)
    title          text        not null check (title <> ''),
    public_title   text        not null check (public_title <> ''),
    area_id        uuid        references problem_area (id),
    owner_id       uuid        references team_member (id),
    state          text        not null
                               check (state in ('reported', 'confirmed', 'workaround', 'in-progress', 'fixed', 'verified', 'closed')),
    severity       text        not null check (severity in ('annoyance', 'slows', 'blocks-task', 'blocks-purpose')),
    -- number of the current episode
    episode        int         not null default 1,
    -- for the team only: what service found, and what product found
    service_text   text        not null default '',
    product_text   text        not null default '',
    -- for customers: what helps until it is fixed
    workaround     text        not null default '',
    -- how often those who were told hear of it while it lasts
    update_hours   int         check (update_hours between 1 and 720),
    -- whom it hits besides those we know of, by what is known of customers (3.7.1)
    hit_rule       jsonb,
    created_by     uuid        references team_member (id),
    created_at     timestamptz not null,
    changed_at     timestamptz not null,
    -- A merged problem keeps all its rows, so that taking the merge back brings everything back (3.7.13). Its episode of
    -- then belongs to the survivor's episode of then.
    merged_into    uuid        references problem (id),
    merged_episode int,
    merged_at      timestamptz,
    check ((merged_into is null) = (merged_episode is null))
);
create index problem_state on problem (state) where merged_into is null;
create index problem_merged on problem (merged_into) where merged_into is not null;

create table problem_episode (
    problem_id    uuid        not null references problem (id) on delete cascade,
    number        int         not null,
    opened_at     timestamptz not null,
    -- why it came back; null for the first
    reopened_why  text,
    announced_at  timestamptz,
    -- by when those who were told hear of it again
    update_due_at timestamptz,
    fixed_at      timestamptz,
    what_changed  text,
    primary key (problem_id, number),
    check (fixed_at is null or what_changed is not null)
);
create index problem_episode_update on problem_episode (update_due_at) where update_due_at is not null;

-- What happened to a problem, for people to read.
create table problem_event (
    id         uuid        primary key,
    problem_id uuid        not null references problem (id) on delete cascade,
    at         timestamptz not null,
    member_id  uuid        references team_member (id),
    kind       text        not null,
    old_value  text,
    new_value  text
);
create index problem_event_problem on problem_event (problem_id, at, id);

-- Which conversations a problem caused (PR2): many to many, and taken back by a row that stays.
create table problem_link (
    id              uuid        primary key,
    problem_id      uuid        not null references problem (id) on delete cascade,
    conversation_id uuid        not null references conversation (id) on delete cascade,
    customer_id     uuid        not null references customer (id),
    episode         int         not null,
    kind            text        not null check (kind in ('caused-by', 'related')),
    reason          text,
    linked_by       uuid        references team_member (id),
    linked_at       timestamptz not null,
    unlinked_by     uuid        references team_member (id),
    unlinked_at     timestamptz
);
create unique index problem_link_once on problem_link (problem_id, conversation_id) where unlinked_at is null;
create index problem_link_conversation on problem_link (conversation_id);
create index problem_link_customer on problem_link (customer_id);

-- Who was hit, by each source that says so (3.7.1).
create table exposure (
    problem_id    uuid        not null references problem (id) on delete cascade,
    episode       int         not null,
    customer_id   uuid        not null references customer (id),
    source        text        not null check (source in ('reported', 'observed', 'manual', 'inferred')),
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    -- false once its link was taken back or a changed rule finds them no more
    live          boolean     not null default true,
    primary key (problem_id, episode, customer_id, source)
);
create index exposure_customer on exposure (customer_id);

-- "Not affected", said by a person; no source brings them back (3.7.2).
create table exposure_denial (
    problem_id  uuid        not null references problem (id) on delete cascade,
    episode     int         not null,
    customer_id uuid        not null references customer (id),
    member_id   uuid        references team_member (id),
    at          timestamptz not null,
    primary key (problem_id, episode, customer_id)
);
create index exposure_denial_customer on exposure_denial (customer_id);

-- What is sent to many, each for themselves.
create table broadcast (
    id           uuid        primary key,
    problem_id   uuid        not null references problem (id) on delete cascade,
    episode      int         not null,
    stage        text        not null check (stage in ('known', 'update', 'fixed', 'correction')),
    sequence     int         not null,
    -- by language; the one under '' is for everybody else
    texts        jsonb       not null,
    what_changed text,
    state        text        not null check (state in ('held', 'sending', 'paused', 'done', 'cancelled')),
    -- nothing leaves before
    hold_until   timestamptz not null,
    -- where the problem stood before, for taking it back
    state_before text        not null,
    made_by      uuid        references team_member (id),
    made_at      timestamptz not null
);
create index broadcast_problem on broadcast (problem_id, made_at);
create index broadcast_running on broadcast (hold_until) where state in ('held', 'sending');

-- The ledger: what each person was told, and is still to be told. One row for each (decisions: the notice key).
create table notice (
    id              uuid        primary key,
    problem_id      uuid        not null references problem (id) on delete cascade,
    episode         int         not null,
    stage           text        not null check (stage in ('known', 'update', 'fixed', 'correction')),
    sequence        int         not null default 0,
    customer_id     uuid        not null references customer (id),
    state           text        not null
                                check (state in ('owed', 'queued', 'sending', 'sent', 'delivered', 'bounced', 'failed', 'uncertain',
                                                 'suppressed', 'cancelled')),
    -- why it is suppressed, cancelled or failed
    reason          text,
    broadcast_id    uuid        references broadcast (id),
    -- the fix reaches this person then (3.7.7)
    available_at    timestamptz,
    conversation_id uuid,
    message_id      uuid,
    -- names the notice in the address of the page that asks whether it works
    token           text        unique,
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    unique (problem_id, episode, stage, sequence, customer_id)
);
create index notice_message on notice (message_id) where message_id is not null;
create index notice_waiting on notice (broadcast_id, id) where state = 'queued';
create index notice_owed on notice (available_at) where state = 'owed';
create index notice_customer on notice (customer_id);

-- "Does it work for you?" (3.7.11), answered by pressing a button; the last answer counts.
create table notice_answer (
    notice_id uuid        primary key references notice (id) on delete cascade,
    works     boolean     not null,
    words     text        not null default '',
    at        timestamptz not null
);

-- The problem, or the one it became part of.
create function problem_survivor(start uuid) returns uuid
    language sql stable
    as $$
        with recursive chain (id, next) as (
            select id, merged_into from problem where id = start
             union
            select p.id, p.merged_into from chain join problem p on p.id = chain.next
        )
        select id from chain where next is null limit 1
    $$;

-- The rows of an episode of a problem, those of what was merged into it then included.
create function problem_family(start uuid, number int) returns table (problem_id uuid, episode int)
    language sql stable
    as $$
        with recursive family (id, ep) as (
            select start, number
             union
            select p.id, p.episode from family join problem p on p.merged_into = family.id and p.merged_episode = family.ep
        )
        select id, ep from family
    $$;

-- The episode of the problem that an episode counts for now: its own, or that of what it was merged into then.
create function problem_root(start uuid, number int) returns table (problem_id uuid, episode int)
    language sql stable
    as $$
        with recursive up (id, ep, depth) as (
            select start, number, 0
             union all
            select p.merged_into, p.merged_episode, depth + 1
              from up join problem p on p.id = up.id and p.episode = up.ep and p.merged_into is not null
        )
        select id, ep from up order by depth desc limit 1
    $$;

-- Who was hit, as the people they are now: profiles that turned out to be one person are one.
create view problem_hit as
    select x.problem_id, x.episode, coalesce(c.merged_into, c.id) as person_id, x.source, x.first_seen_at, x.last_seen_at,
           exists (select 1
                     from exposure_denial d
                     join customer dc on dc.id = d.customer_id
                    where d.problem_id = x.problem_id
                      and d.episode = x.episode
                      and coalesce(dc.merged_into, dc.id) = coalesce(c.merged_into, c.id)) as denied
      from exposure x
      join customer c on c.id = x.customer_id
     where x.live;

-- Who has a row in the ledger, as the people they are now, and whether they have heard it as far as we can know.
create view problem_told as
    select n.id, n.problem_id, n.episode, n.stage, n.sequence, coalesce(c.merged_into, c.id) as person_id, n.state,
           n.state in ('sending', 'sent', 'delivered', 'uncertain') as told
      from notice n
      join customer c on c.id = n.customer_id;

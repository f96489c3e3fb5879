-- How complaints end, in figures: what was suggested before somebody chose, and one word on who had their say.

-- The problems that somebody was shown for a complaint while its cause was not known yet, the likeliest first; only the
-- last ones before they chose. Whether they took one is told by the links.
create table problem_offer (
    conversation_id uuid        primary key references conversation (id) on delete cascade,
    problems        uuid[]      not null check (cardinality(problems) > 0),
    at              timestamptz not null
);

-- What those who were told that it is fixed said of one episode: how many that it works, how many that it does not, and
-- how many were asked before a moment and have not answered since.
create function problem_said(start uuid, number int, before timestamptz)
    returns table (works bigint, works_not bigint, silent bigint)
    language sql stable
    as $$
        select count(*) filter (where a.works),
               count(*) filter (where not a.works),
               count(*) filter (where a.notice_id is null and n.changed_at < before)
          from problem_family(start, number) f
          join problem_told t on t.problem_id = f.problem_id and t.episode = f.episode
          join notice n on n.id = t.id
          left join notice_answer a on a.notice_id = t.id
         where t.stage = 'fixed'
           and t.told
    $$;

-- Complaints of a time, without reading all conversations.
create index conversation_complaint on conversation (created_at) where kind = 'complaint' and spam_at is null;

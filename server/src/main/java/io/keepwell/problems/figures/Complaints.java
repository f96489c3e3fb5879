package io.keepwell.problems.figures;

/// What figures on complaints have in common, as SQL.
final class Complaints {

    /// Every complaint that began in the time. Spam is none, and what became part of another conversation is counted
    /// there.
    static final String ALL = """
            with recursive complaint as (
                select c.id, c.created_at, c.promised_at, c.first_response_at, c.cause,
                       coalesce(u.merged_into, u.id) as person_id
                  from conversation c
                  join customer u on u.id = c.customer_id
                 where c.kind = 'complaint'
                   and c.spam_at is null
                   and c.merged_into is null
                   and c.created_at >= :from
                   and c.created_at < :to
            )
            """;

    /// The same with what caused each, and how that ended: `fixed` is about the episode it was reported in, and with
    /// several causes all of them have to be. A notice counts that was written after the complaint began.
    static final String WITH_CAUSES = ALL.stripTrailing() + """
            ,
            piece (root, id) as (
                select id, id from complaint
                 union
                select piece.root, v.id from piece join conversation v on v.merged_into = piece.id
            ),
            cause as (
                select distinct piece.root as conversation_id, root.problem_id, root.episode
                  from piece
                  join problem_link l on l.conversation_id = piece.id and l.kind = 'caused-by' and l.unlinked_at is null
                  join problem p on p.id = l.problem_id
                 cross join lateral (
                        select l.problem_id, l.episode where p.merged_into is null
                         union all
                        select r.problem_id, r.episode
                          from problem_root(l.problem_id, l.episode) r
                         where p.merged_into is not null) root
            ),
            said as materialized (
                select ep.problem_id, ep.episode, e.fixed_at is not null as fixed, p.service_text ~ '\\S' as service,
                       p.product_text ~ '\\S' as product, s.works > 0 as confirmed,
                       s.works > 0 or s.works_not = 0 and s.silent > 0 as heard
                  from (select distinct problem_id, episode from cause) ep
                  join problem p on p.id = coalesce(problem_survivor(ep.problem_id), ep.problem_id)
                  join problem_episode e on e.problem_id = ep.problem_id and e.number = ep.episode
                 cross join lateral problem_said(ep.problem_id, ep.episode, :patience) s
            ),
            ending as (
                select cause.conversation_id, bool_and(said.fixed) as fixed, bool_and(told.at is not null) as told,
                       max(told.at) as told_at, bool_and(said.service) as service, bool_and(said.product) as product,
                       bool_and(said.confirmed) as confirmed, bool_and(said.heard) as heard
                  from cause
                  join complaint c on c.id = cause.conversation_id
                  join said on said.problem_id = cause.problem_id and said.episode = cause.episode
                 cross join lateral (
                        select min(coalesce(m.created_at, n.created_at)) as at
                          from (select c.person_id as id
                                 union all
                                select id from customer where merged_into = c.person_id) who
                          join problem_family(cause.problem_id, cause.episode) f on true
                          join notice n on n.problem_id = f.problem_id and n.episode = f.episode
                                       and n.stage = 'fixed' and n.customer_id = who.id
                          left join message m on m.id = n.message_id
                         where n.state in ('sending', 'sent', 'delivered', 'uncertain')
                           and coalesce(m.created_at, n.created_at) > c.created_at) told
                 group by cause.conversation_id
            )
            """;

    private Complaints() {}
}

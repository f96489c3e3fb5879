-- What acknowledgements have promised so far becomes promises, as if they had always been kept as such.
insert into task (id, cause_key, kind, promised, what, customer_id, subject_id, owner_id, team_id, made_at, made_message,
                  due_at, reminded_at, state, broken_at, ended_at, ended_message, reason)
select gen_random_uuid(), 'acknowledgement:' || c.id, 'answer', true, '', c.customer_id, c.id, c.assignee_id, c.team_id,
       c.acknowledged_at, a.id, c.promised_at, c.promised_at - interval '30 minutes',
       case when c.first_response_at <= c.promised_at then 'kept'
            when c.first_response_at is not null then 'broken'
            when c.waiting_since is not null then 'open'
            when coalesce(c.solved_at, c.changed_at) <= c.promised_at then 'withdrawn'
            else 'broken' end,
       case when c.first_response_at > c.promised_at then c.promised_at
            when c.first_response_at is null and c.waiting_since is null
             and coalesce(c.solved_at, c.changed_at) > c.promised_at then c.promised_at end,
       coalesce(c.first_response_at, case when c.waiting_since is null then coalesce(c.solved_at, c.changed_at) end),
       r.id,
       case when c.first_response_at is null and c.waiting_since is null then 'solved' end
  from conversation c
  left join message a on a.conversation_id = c.id and a.type = 'acknowledgement'
  left join lateral (select id
                       from message
                      where conversation_id = c.id
                        and direction = 'out'
                        and type = 'message'
                        and created_at = c.first_response_at
                      limit 1) r on true
 where c.promised_at is not null
   and c.acknowledged_at is not null
    on conflict (cause_key) do nothing;

insert into conversation_due (conversation_id, source, at)
select t.subject_id, 'promise', min(t.due_at)
  from task t
  join conversation c on c.id = t.subject_id
 where t.promised
   and t.ended_at is null
   and t.due_at is not null
 group by t.subject_id
    on conflict (conversation_id, source) do update set at = excluded.at;

update conversation c
   set due_at = d.at, due_source = d.source
  from (select distinct on (conversation_id) conversation_id, at, source
          from conversation_due
         order by conversation_id, at, source) d
 where d.conversation_id = c.id
   and (c.due_at, c.due_source) is distinct from (d.at, d.source);

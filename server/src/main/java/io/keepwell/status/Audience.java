package io.keepwell.status;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who is told. Asked anew for each post: whoever wants to hear of what the incident affects now, joined
/// with everyone who was told anything of it before, so that taking a component away leaves nobody without
/// the end (3.10.3). Of an end only those hear who were told something (3.10.8).
@Component
class Audience {

    /// States of a row that mean: they got it, as far as we can know.
    private static final String GOT = "'queued', 'sending', 'sent', 'delivered', 'uncertain'";

    private final JdbcClient jdbc;

    Audience(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Who is told of a post that is about to be.
    ///
    /// @param incident   id of the incident, or null for one that is about to be published
    /// @param components ids of what it affects now
    /// @param told       whether only those hear of it who were told something before
    /// @return ids of subscribers
    List<UUID> of(@Nullable UUID incident, List<UUID> components, boolean told) {
        return jdbc.sql("""
            select s.id
              from status_subscriber s
             where s.state = 'active'
               and (exists(select 1
                             from status_mail m
                             join status_post p on p.id = m.post_id
                            where m.subscriber_id = s.id
                              and p.incident_id = cast(:incident as uuid)
                              and m.state in (%s))
                    or not :told
                       and exists(select 1
                                    from status_scope c
                                    left join status_component k
                                      on k.id = any(cast(:components as uuid[]))
                                     and k.public
                                     and (k.id = c.component_id or k.group_id = c.group_id)
                                   where c.subscriber_id = s.id
                                     and (num_nonnulls(c.component_id, c.group_id, c.incident_id) = 0
                                          or c.incident_id = cast(:incident as uuid)
                                          or k.id is not null)))
             order by s.id
            """.formatted(GOT))
                .param("incident", incident)
                .param("components", components.stream().map(UUID::toString).toArray(String[]::new))
                .param("told", told)
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }
}

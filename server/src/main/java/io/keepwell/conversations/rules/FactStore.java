package io.keepwell.conversations.rules;

import io.keepwell.conversations.calendars.BusinessCalendar;
import io.keepwell.conversations.calendars.Calendar;
import io.keepwell.conversations.calendars.Calendars;
import io.keepwell.platform.KeepwellSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What conversations were like at an instant: as they are now, less what has changed since.
@Repository
class FactStore {

    private final JdbcClient jdbc;
    private final Calendars calendars;
    private final KeepwellSettings settings;

    FactStore(JdbcClient jdbc, Calendars calendars, KeepwellSettings settings) {
        this.jdbc = jdbc;
        this.calendars = calendars;
        this.settings = settings;
    }

    /// Where to look.
    ///
    /// @param message the message it is about, null for the customer's last one
    record Look(UUID conversation, Instant at, @Nullable UUID message) {}

    /// The facts of each look, in their order; what does not exist any more is left out.
    List<RuleFacts> of(List<Look> looks) {
        if (looks.isEmpty()) {
            return List.of();
        }
        var hours = new Hours();
        return jdbc.sql("""
                        select c.id, c.number, w.at, c.subject, left(m.text, 20000) as text,
                               lower(coalesce(case when m.direction = 'in' then m.author_email end, p.email, '')) as sender,
                               c.mailbox_id, c.locale, c.spam_at is not null as spam,
                               case when kind.id is null then c.kind else kind.old_value end as kind,
                               case when priority.id is null then c.priority else priority.old_value end as priority,
                               case when state.id is null then c.state else state.old_value end as state,
                               case when team.id is null then c.team_id else team.old_id end as team,
                               case when assignee.id is null then c.assignee_id else assignee.old_id end as assignee,
                               case when tags.id is null
                                    then (select string_agg(tag, ', ' order by tag) from conversation_tag
                                           where conversation_id = c.id)
                                    else tags.old_value end as tags,
                               coalesce(m.direction = 'in' and m.automatic <> 'no', c.automatic) as automatic,
                               (select min(i.created_at)
                                  from message i
                                 where i.conversation_id = c.id
                                   and i.direction = 'in' and i.type = 'message' and i.verified and i.automatic = 'no'
                                   and i.created_at <= w.at
                                   and i.created_at > coalesce((select max(o.created_at)
                                                                  from message o
                                                                 where o.conversation_id = c.id
                                                                   and o.direction = 'out' and (o.type = 'message' or o.call_reached)
                                                                   and o.created_at <= w.at), '-infinity')) as waiting
                          from unnest(cast(:ids as uuid[]), cast(:at as timestamptz[]), cast(:messages as uuid[]))
                               with ordinality w (id, at, message, n)
                          join conversation c on c.id = coalesce(conversation_survivor(w.id), w.id)
                          left join lateral (select i.text, i.author_email, i.automatic, i.direction
                                               from message i
                                              where i.conversation_id = c.id
                                                and (i.id = w.message
                                                     or w.message is null and i.direction = 'in' and i.type = 'message'
                                                        and i.verified and i.created_at <= w.at)
                                              order by i.created_at desc, i.id desc
                                              limit 1) m on true
                          left join lateral (select email from participant
                                              where conversation_id = c.id order by added_at limit 1) p on true
                        """ + before("kind") + before("priority") + before("state") + before("team")
                        + before("assignee") + before("tags") + " order by w.n")
                .param(
                        "ids",
                        looks.stream().map(it -> it.conversation().toString()).toArray(String[]::new))
                .param("at", looks.stream().map(it -> it.at().toString()).toArray(String[]::new))
                .param(
                        "messages",
                        looks.stream()
                                .map(it -> Objects.toString(it.message(), null))
                                .toArray(String[]::new))
                .query((row, n) -> read(row, hours))
                .list();
    }

    /// The first change after the instant tells what was before it.
    private static String before(String field) {
        return """
                 left join lateral (select id, old_value, old_id
                                      from conversation_event
                                     where conversation_id = c.id and kind = '%1$s' and at > w.at
                                     order by at, id
                                     limit 1) %1$s on true
                """.formatted(field);
    }

    private static RuleFacts read(ResultSet row, Hours hours) throws SQLException {
        var at = row.getObject("at", OffsetDateTime.class).toInstant();
        var waiting = row.getObject("waiting", OffsetDateTime.class);
        var mailbox = row.getObject("mailbox_id", UUID.class);
        var tags = Objects.requireNonNullElse(row.getString("tags"), "");
        return new RuleFacts(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                at,
                row.getString("subject"),
                Objects.requireNonNullElse(row.getString("text"), ""),
                row.getString("sender"),
                mailbox,
                row.getString("locale"),
                row.getString("kind"),
                row.getString("priority"),
                row.getString("state"),
                tags.isEmpty() ? List.of() : List.of(tags.split(", ")),
                row.getObject("team", UUID.class),
                row.getObject("assignee", UUID.class),
                row.getBoolean("automatic"),
                waiting == null ? null : waiting.toInstant(),
                hours.of(mailbox).attended(at),
                row.getBoolean("spam"));
    }

    /// The calendars of mailboxes, each read once.
    private final class Hours {

        private final Map<UUID, UUID> ofMailboxes = new HashMap<>();
        private final Map<UUID, BusinessCalendar> known = new HashMap<>();
        private final BusinessCalendar usual;

        Hours() {
            jdbc.sql("select mailbox_id, calendar_id from mailbox_desk where calendar_id is not null")
                    .query((row, n) -> ofMailboxes.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                    .list();
            Calendar usually = calendars.usual();
            usual = usually.counting(settings.zone());
            calendars.all().forEach(it -> known.put(it.id(), it.counting(settings.zone())));
        }

        BusinessCalendar of(@Nullable UUID mailbox) {
            var calendar = mailbox == null ? null : ofMailboxes.get(mailbox);
            return calendar == null ? usual : known.getOrDefault(calendar, usual);
        }
    }
}

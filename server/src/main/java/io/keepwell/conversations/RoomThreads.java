package io.keepwell.conversations;

import io.keepwell.mail.QuoteTrim;
import io.keepwell.mail.ThreadReader;
import io.keepwell.shared.Records;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lets the mail room show a conversation as the team sees it.
@Component
class RoomThreads implements ThreadReader {

    private final JdbcClient jdbc;

    RoomThreads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Head(long number, String subject, String name) {}

    @Override
    public Optional<Read> read(UUID thread) {
        return jdbc.sql("""
                        select c.number, c.subject,
                               coalesce(u.name, (select email
                                                   from participant p
                                                  where p.conversation_id = c.id
                                                  order by added_at
                                                  limit 1), '') as name
                          from conversation c
                          join customer u on u.id = c.customer_id
                         where c.id = :thread
                        """)
                .param("thread", thread)
                .query(Records.of(Head.class))
                .optional()
                .map(head -> new Read(head.number(), head.subject(), head.name(), lines(thread)));
    }

    private List<Line> lines(UUID thread) {
        var lines = jdbc.sql("""
                        select id, direction, type, verified, author_name, text, created_at, delivery_state
                          from message
                         where conversation_id = :thread
                         order by created_at, id
                        """)
                .param("thread", thread)
                .query((row, n) -> new Line(
                        row.getObject("id", UUID.class),
                        kind(row.getString("direction"), row.getString("type"), row.getBoolean("verified")),
                        row.getString("author_name"),
                        row.getString("text"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getString("delivery_state")))
                .list();
        var earlier = new ArrayList<String>();
        return lines.stream().map(line -> trimmed(line, earlier)).toList();
    }

    /// What repeats the letters above is left out; notes are never part of what can be quoted.
    private static Line trimmed(Line line, List<String> earlier) {
        var words = QuoteTrim.sections(line.text(), earlier).stream()
                .filter(section -> !section.hidden())
                .map(QuoteTrim.Section::text)
                .collect(Collectors.joining("\n"))
                .strip();
        if (line.kind() != Kind.NOTE) {
            earlier.add(line.text());
        }
        return new Line(line.id(), line.kind(), line.author(), words, line.at(), line.state());
    }

    private static Kind kind(String direction, String type, boolean verified) {
        if (type.equals("note") || type.equals("call")) {
            return Kind.NOTE;
        }
        if (type.equals("acknowledgement")) {
            return Kind.ACKNOWLEDGEMENT;
        }
        if (direction.equals("out")) {
            return Kind.TEAM;
        }
        return verified ? Kind.CUSTOMER : Kind.HELD;
    }
}

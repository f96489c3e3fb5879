package io.keepwell.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import io.keepwell.demo.Talk.Delivery;
import io.keepwell.demo.Talk.Kind;
import io.keepwell.demo.Talk.Line;
import io.keepwell.platform.Blobs;
import io.keepwell.shared.Ids;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.stereotype.Component;

/// Writes the company into the tables, in batches and within the current transaction, as if it had all happened.
@Component
@DemoOnly
class Seed {

    /// The number that the oldest conversation gets.
    static final long FIRST_NUMBER = 1000;

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final Blobs blobs;

    Seed(JdbcTemplate jdbc, Blobs blobs) {
        this.jdbc = jdbc;
        this.blobs = blobs;
    }

    /// Ids of what was there before.
    ///
    /// @param mailbox    the one mailbox
    /// @param colleagues the members of the team
    /// @param teams      the teams by name
    record Ground(UUID mailbox, Map<Colleague, UUID> colleagues, Map<String, UUID> teams) {

        @Nullable
        UUID member(@Nullable Colleague colleague) {
            return colleague == null ? null : Objects.requireNonNull(colleagues.get(colleague));
        }
    }

    /// A line and the conversation it belongs to.
    private record Said(Talk talk, Line line) {}

    private record Done(Talk talk, Talk.Deed deed) {}

    private record Tagged(UUID conversation, String tag) {}

    private record Takes(UUID conversation, String email, String name, Instant since) {}

    private record Identified(UUID customer, String type, String value, Instant since) {}

    void plant(Pennyfold company, Ground ground) {
        people(company);
        conversations(company.talks(), ground);
        letters(company.talks(), ground);
        // found by the search a moment later
        jdbc.update("insert into search_pending (message_id, created_at) select id, created_at from message");
        around(company.talks(), ground);
        decisions(company.talks());
        enclosures(company.talks());
        new PastPromises(jdbc).plant(company, ground);
        new PastTraits(jdbc, 340).plant(company);
        jdbc.queryForList(
                "select setval('conversation_number', ?)",
                FIRST_NUMBER + company.talks().size() - 1);
    }

    private void people(Pennyfold company) {
        var accounts = company.people().stream().map(Person::account).distinct().toList();
        batch(
                "insert into account (id, name, one_person, created_at) values (?, ?, ?, ?)",
                accounts,
                (row, account) -> {
                    row.setObject(1, account.id());
                    row.setString(2, account.name());
                    row.setBoolean(3, account.onePerson());
                    row.setObject(4, at(account.since()));
                });
        batch("""
                insert into customer (id, account_id, name, locale, created_at, first_seen_at, last_seen_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """, company.people(), (row, person) -> {
            row.setObject(1, person.id());
            row.setObject(2, person.account().id());
            row.setString(3, person.name());
            row.setString(4, person.locale().toLanguageTag());
            row.setObject(5, at(person.since()));
            row.setObject(6, at(person.since()));
            row.setObject(7, at(lastSeen(company, person)));
        });
        var identifiers = company.people().stream()
                .flatMap(person -> Stream.of(
                        new Identified(person.id(), "email", person.email(), person.since()),
                        new Identified(person.id(), "external", person.external(), person.since())))
                .toList();
        batch(
                "insert into customer_identifier (customer_id, type, value, added_at) values (?, ?, ?, ?)",
                identifiers,
                (row, identifier) -> {
                    row.setObject(1, identifier.customer());
                    row.setString(2, identifier.type());
                    row.setString(3, identifier.value());
                    row.setObject(4, at(identifier.since()));
                });
    }

    private static Instant lastSeen(Pennyfold company, Person person) {
        return company.talks().stream()
                .filter(talk -> talk.person().id().equals(person.id()))
                .flatMap(talk -> talk.lines().stream())
                .filter(line -> line.kind() == Kind.LETTER)
                .map(Line::at)
                .max(Instant::compareTo)
                .orElse(person.since());
    }

    private void conversations(List<Talk> talks, Ground ground) {
        batch("""
                insert into conversation (id, number, subject, channel, mailbox_id, customer_id, state, cause, kind,
                                          kind_words, priority, needed_by, assignee_id, team_id, locale, created_at,
                                          acknowledged_at, promised_at, first_response_at, solved_at, waiting_since,
                                          last_message_at, changed_at)
                values (?, ?, ?, 'email', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, talks, (row, talk) -> {
            var outcome = talk.outcome();
            var words = outcome.words();
            row.setObject(1, talk.id());
            row.setLong(2, FIRST_NUMBER + talks.indexOf(talk));
            row.setString(3, talk.subject());
            row.setObject(4, ground.mailbox());
            row.setObject(5, talk.person().id());
            row.setString(6, outcome.state());
            row.setString(7, outcome.cause());
            row.setString(8, talk.scene().kind());
            row.setArray(9, words == null ? null : row.getConnection().createArrayOf("text", words.toArray()));
            row.setString(10, outcome.priority());
            time(row, 11, outcome.neededBy());
            id(row, 12, ground.member(outcome.assignee()));
            id(row, 13, team(ground, outcome.assignee()));
            row.setString(14, talk.person().locale().toLanguageTag());
            row.setObject(15, at(talk.openedAt()));
            row.setObject(16, at(talk.acknowledgedAt()));
            row.setObject(17, at(talk.promisedAt()));
            time(row, 18, talk.firstResponse());
            time(row, 19, talk.solvedAt());
            time(row, 20, talk.waitingSince());
            row.setObject(21, at(talk.lastAt()));
            row.setObject(22, at(changed(talk)));
        });
    }

    private static @Nullable UUID team(Ground ground, @Nullable Colleague assignee) {
        return assignee == null ? null : ground.teams().get(assignee.team());
    }

    private static Instant changed(Talk talk) {
        return Stream.concat(Stream.of(talk.lastAt()), talk.deeds().stream().map(Talk.Deed::at))
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private void letters(List<Talk> talks, Ground ground) {
        var said = talks.stream()
                .flatMap(talk -> talk.lines().stream().map(line -> new Said(talk, line)))
                .toList();
        batch("""
                insert into message (id, conversation_id, direction, type, customer_id, member_id, author_name,
                                     author_email, verified, text, html, sent_at, created_at, delivery_state,
                                     delivery_reason, delivery_at, due_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, said, (row, each) -> {
            var line = each.line();
            var kind = line.kind();
            row.setObject(1, line.id());
            row.setObject(2, each.talk().id());
            row.setString(3, kind.direction);
            row.setString(4, kind.type);
            id(row, 5, kind == Kind.LETTER ? each.talk().person().id() : null);
            id(row, 6, ground.member(line.by()));
            row.setString(7, line.name());
            row.setString(8, line.email());
            row.setBoolean(9, kind != Kind.STRANGER);
            row.setString(10, line.text());
            row.setString(11, kind == Kind.LETTER ? Enclosures.html(each.talk()) : null);
            row.setObject(12, at(line.at()));
            row.setObject(13, at(line.at()));
            row.setString(14, word(line.delivery()));
            row.setString(15, reason(line.delivery()));
            time(row, 16, left(each));
            time(row, 17, due(line));
        });
    }

    static @Nullable String word(Delivery delivery) {
        return switch (delivery) {
            case NONE -> null;
            case SENT -> "sent";
            case FAILED -> "failed";
            case UNCERTAIN -> "uncertain";
        };
    }

    static @Nullable String reason(Delivery delivery) {
        return switch (delivery) {
            case NONE, SENT -> null;
            case FAILED -> "550 5.1.1 No such mailbox here";
            case UNCERTAIN -> "The connection broke before the server answered.";
        };
    }

    /// When it left: an acknowledgement within seconds, an answer after the time to take it back.
    private static @Nullable Instant left(Said said) {
        if (said.line().delivery() == Delivery.NONE) {
            return null;
        }
        return said.line().kind() == Kind.ACKNOWLEDGEMENT
                ? said.talk().acknowledgedAt()
                : said.line().at().plusMillis(11_300);
    }

    private static @Nullable Instant due(Line line) {
        return line.kind() == Kind.REPLY ? line.at().plusSeconds(10) : null;
    }

    private void around(List<Talk> talks, Ground ground) {
        var people = talks.stream()
                .map(talk -> new Takes(
                        talk.id(), talk.person().email(), talk.person().called(), talk.openedAt()))
                .toList();
        batch(
                "insert into participant (conversation_id, email, name, added_at) values (?, ?, ?, ?)",
                people,
                (row, takes) -> {
                    row.setObject(1, takes.conversation());
                    row.setString(2, takes.email());
                    row.setString(3, takes.name().equals(takes.email()) ? null : takes.name());
                    row.setObject(4, at(takes.since()));
                });
        var tags = talks.stream()
                .filter(talk -> talk.outcome().assignee() != null)
                .flatMap(talk -> talk.scene().tags().stream().map(tag -> new Tagged(talk.id(), tag)))
                .toList();
        batch("insert into conversation_tag (conversation_id, tag) values (?, ?)", tags, (row, tagged) -> {
            row.setObject(1, tagged.conversation());
            row.setString(2, tagged.tag());
        });
        var deeds = talks.stream()
                .flatMap(talk -> talk.deeds().stream().map(deed -> new Done(talk, deed)))
                .toList();
        batch("""
                insert into conversation_event (id, conversation_id, at, member_id, kind, old_value, new_value)
                values (?, ?, ?, ?, ?, ?, ?)
                """, deeds, (row, done) -> {
            row.setObject(1, done.deed().id());
            row.setObject(2, done.talk().id());
            row.setObject(3, at(done.deed().at()));
            id(row, 4, ground.member(done.deed().by()));
            row.setString(5, done.deed().kind());
            row.setString(6, done.deed().from());
            row.setString(7, done.deed().to());
        });
    }

    private void enclosures(List<Talk> talks) {
        var table = blobs.put(Enclosures.TABLE.getBytes(UTF_8));
        for (var talk : talks) {
            if (talk.scene().name().equals(Enclosures.SCENE)) {
                jdbc.update(
                        """
                        insert into attachment (id, message_id, position, name, content_type, size, blob)
                        values (?, ?, 0, ?, 'text/csv', ?, ?)
                        """,
                        Ids.next(),
                        talk.lines().getFirst().id(),
                        Enclosures.TABLE_NAME,
                        table.size(),
                        table.digest());
            }
        }
    }

    /// What was decided about telling the customer, so that budgets and "once" hold for the past too.
    private void decisions(List<Talk> talks) {
        batch("""
                insert into acknowledgement (conversation_id, decided_at, recipient, subject, stranger)
                values (?, ?, ?, ?, false)
                """, talks, (row, talk) -> {
            row.setObject(1, talk.id());
            row.setObject(2, at(talk.openedAt()));
            row.setString(3, talk.person().email());
            row.setString(4, talk.subject().toLowerCase(Locale.ROOT));
        });
    }

    private <T> void batch(String sql, Collection<T> rows, ParameterizedPreparedStatementSetter<T> setter) {
        jdbc.batchUpdate(sql, rows, BATCH, setter);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(UTC);
    }

    private static void time(PreparedStatement row, int index, @Nullable Instant instant) throws SQLException {
        row.setObject(index, instant == null ? null : at(instant), Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static void id(PreparedStatement row, int index, @Nullable UUID id) throws SQLException {
        row.setObject(index, id, Types.OTHER);
    }
}

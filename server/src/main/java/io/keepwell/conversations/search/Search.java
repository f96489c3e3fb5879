package io.keepwell.conversations.search;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Finds conversations by what was said in them and by who said it. The newest 2,000 messages that match
/// are considered, so that a word that is everywhere costs no more than a rare one; what they belong to is
/// ranked by how well and how recently it matches.
@Component
public class Search {

    /// So many messages are considered.
    public static final int CONSIDERED = 2000;

    /// Nobody counts further.
    public static final int COUNTED = 1000;

    private static final int FEW = 20;
    // with more of them, long ones cost less
    private static final int MOST_SHORT = 12;
    // asking for a long stretch takes as long, about a millisecond, as fetching so many entries that it leaves out
    private static final int LEFT_OUT = 100;
    private static final int PEOPLE = 200;
    private static final int SNIPPET = 220;
    // half of its weight after a year
    private static final double HALF_LIFE_DAYS = 365;

    /// What was found.
    ///
    /// @param hits      conversations, the best first
    /// @param count     how many conversations, at most `COUNTED`
    /// @param more      whether there are more than that, or more messages match than were considered
    /// @param beginning whether the last word was taken for the beginning of one, since few have it as it stands
    /// @param reading   whether older messages are still being read
    public record Result(List<Hit> hits, int count, boolean more, boolean beginning, boolean reading) {}

    /// A conversation that was found.
    ///
    /// @param conversation id of the conversation
    /// @param message      the message that matches best, null where the number or a person was found
    /// @param score        the higher the better
    public record Hit(UUID conversation, @Nullable UUID message, double score) {}

    private record Found(UUID message, UUID conversation, Instant at, double rank) {}

    /// Messages that match.
    ///
    /// @param cut whether there are more of them than were considered
    private record Matches(List<Found> found, boolean cut) {

        static final Matches NONE = new Matches(List.of(), false);
    }

    private final JdbcClient jdbc;
    private final SearchIndex index;
    private final MeterRegistry meters;
    private final Clock clock;

    Search(JdbcClient jdbc, SearchIndex index, MeterRegistry meters, Clock clock) {
        this.jdbc = jdbc;
        this.index = index;
        this.meters = meters;
        this.clock = clock;
    }

    /// Looks for what was typed.
    ///
    /// @param typed words, a phrase in quotes, `-without`, `from:ana`, `tag:invoice`, `state:open`, `is:note`,
    ///              `has:file`, `before:2026-01-31`, `after:2026-01-01`, or a number
    @Transactional(readOnly = true)
    public Result find(String typed) {
        var timer = Timer.start(meters);
        try {
            return look(SearchQuery.of(typed), typed);
        } finally {
            timer.stop(meters.timer("keepwell.search"));
        }
    }

    /// Why messages were found.
    ///
    /// @param messages ids of messages
    /// @return the part of each that shows it best
    @Transactional(readOnly = true)
    public Map<UUID, Snippet> snippets(String typed, List<UUID> messages) {
        if (messages.isEmpty()) {
            return Map.of();
        }
        var query = SearchQuery.of(typed);
        var snippets = new HashMap<UUID, Snippet>();
        for (var text : jdbc.sql("select id, left(text, 20000) as text from message where id in (:ids)")
                .param("ids", messages)
                .query((row, n) -> Map.entry(row.getObject("id", UUID.class), row.getString("text")))
                .list()) {
            snippets.put(text.getKey(), Snippet.of(text.getValue(), query.terms(), query.beginning(), SNIPPET));
        }
        return snippets;
    }

    private Result look(SearchQuery query, String typed) {
        if (query.empty()) {
            return new Result(List.of(), 0, false, false, false);
        }
        boolean beginning = false;
        var matches =
                query.exact() == null && query.conditions().isEmpty() ? Matches.NONE : newest(query, query.exact());
        if (matches.found().size() < FEW && query.wide() != null) {
            var wide = newest(query, query.wide());
            beginning = wide.found().size() > matches.found().size();
            matches = wide;
        }
        var hits = ranked(matches.found());
        if (query.conditions().isEmpty()) {
            people(typed.strip()).forEach(id -> hits.merge(id, new Hit(id, null, 0.05), Search::better));
        }
        number(query.number()).ifPresent(id -> hits.put(id, new Hit(id, null, 1000)));
        var sorted = hits.values().stream()
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .toList();
        return new Result(
                sorted.stream().limit(COUNTED).toList(),
                Math.min(COUNTED, sorted.size()),
                sorted.size() > COUNTED || matches.cut(),
                beginning,
                index.waiting() > 0);
    }

    /// The newest messages that match. A word that is nearly everywhere is found in the newest stretch of
    /// the index; of a rarer one the density there says how far back to look; and what is rare altogether
    /// is looked up as a whole.
    private Matches newest(SearchQuery query, @Nullable String words) {
        var conditions = conditions(query.conditions());
        // conditions are looked at afterwards, so there must be something left to look at
        int wanted = conditions.sql().isEmpty() ? CONSIDERED : 5 * CONSIDERED;
        if (words == null) {
            return matching(conditions, null, null, wanted);
        }
        var recent = recent(words, wanted);
        if (!recent.equals(words)) {
            var matches = matching(conditions, recent, words, wanted);
            if (matches.cut()) {
                return matches;
            }
        }
        return matching(conditions, words, words, wanted);
    }

    /// The query, kept to the newest stretches that should have as many matches as are wanted; the query
    /// itself where that would be most of them. Nothing but the index of words and the entries it names is
    /// looked at for that.
    private String recent(String words, int wanted) {
        long last = jdbc.sql("select coalesce(max(serial), 0) from search_entry")
                .query(Long.class)
                .single();
        long newest = last >> SearchIndex.SHORT;
        var near = within(words, "~s", newest, 2);
        int there = jdbc.sql("""
                        select count(*)
                          from (select 1 from search_entry where words @@ cast(:words as tsquery) limit :wanted) near
                        """)
                .param("words", near)
                .param("wanted", wanted)
                .query(Integer.class)
                .single();
        if (there >= wanted) {
            return near;
        }
        long seen = last - ((newest - 1) << SearchIndex.SHORT) + 1;
        double needed = there == 0 ? Double.MAX_VALUE : 1.3 * wanted * seen / there;
        int shorts = stretches(needed, SearchIndex.SHORT);
        if (shorts <= MOST_SHORT) {
            return within(words, "~s", newest, shorts);
        }
        int longs = stretches(needed, SearchIndex.LONG);
        double left = Math.max(0, last - ((long) longs << SearchIndex.LONG)) * (double) there / seen;
        return left > LEFT_OUT * longs ? within(words, "~l", last >> SearchIndex.LONG, longs) : words;
    }

    private static int stretches(double entries, int length) {
        return (int) Math.min(1000, Math.ceil(entries / (1L << length)) + 1);
    }

    private static String within(String words, String mark, long newest, int stretches) {
        return IntStream.range(0, stretches)
                .mapToObj(back -> "'" + mark + (newest - back) + "'")
                .collect(Collectors.joining(" | ", "(" + words + ") & (", ")"));
    }

    /// @param sought what the entries have to match, null for all of them
    /// @param words  by what they are ranked
    private Matches matching(Conditions conditions, @Nullable String sought, @Nullable String words, int wanted) {
        var considered = new AtomicInteger();
        // The index finds the words before anything is put in order: left to itself, the planner walks through all
        // entries from the newest on, in the hope that a rare word comes soon. The entries are gone back to by their
        // place, which is still at hand; and hardly any conversation was merged, so those that were are asked for,
        // not all the others.
        var found = jdbc.sql("""
                        with hit as materialized (
                            select ctid as place, serial from search_entry %2$s
                        ), newest as materialized (
                            select place from hit order by serial desc limit :limit
                        )
                        select e.message_id, e.conversation_id, e.said_at, %1$s as rank,
                               (select count(*) from newest) as considered
                          from newest n
                          join search_entry e on e.ctid = n.place
                          %4$s
                         where not exists (select from conversation g
                                            where g.id = e.conversation_id and g.merged_into is not null)
                           %3$s
                        """.formatted(
                                words == null ? "1" : "ts_rank(e.words, cast(:words as tsquery), 1)",
                                sought == null
                                        ? "order by serial desc limit :limit"
                                        : "where words @@ cast(:sought as tsquery)",
                                conditions.sql(),
                                conditions.tables()))
                .params(conditions.values())
                .param("words", words)
                .param("sought", sought)
                .param("limit", wanted)
                .query((row, n) -> {
                    considered.setPlain(row.getInt("considered"));
                    return new Found(
                            row.getObject("message_id", UUID.class),
                            row.getObject("conversation_id", UUID.class),
                            row.getObject("said_at", OffsetDateTime.class).toInstant(),
                            row.getDouble("rank"));
                })
                .list();
        return new Matches(found, considered.get() >= wanted);
    }

    private record Conditions(String sql, Map<String, Object> values) {

        /// What they look at beside the entries.
        String tables() {
            return (sql.isEmpty() ? "" : "join message m on m.id = e.message_id")
                    + (sql.contains(" c.") ? " join conversation c on c.id = e.conversation_id" : "");
        }
    }

    private static Conditions conditions(Map<String, String> named) {
        var sql = new StringBuilder();
        var values = new LinkedHashMap<String, Object>();
        named.forEach((name, value) -> {
            switch (name) {
                case "from" -> {
                    sql.append(" and (lower(m.author_name) like :from or m.author_email like :from)");
                    values.put("from", "%" + escaped(value) + "%");
                }
                case "tag" -> {
                    sql.append(" and exists (select from conversation_tag t"
                            + " where t.conversation_id = c.id and t.tag = :tag)");
                    values.put("tag", value);
                }
                case "state" -> {
                    sql.append(" and c.state = :state");
                    values.put("state", value);
                }
                case "is" -> {
                    sql.append(" and m.type = :type");
                    values.put("type", value);
                }
                case "has" -> sql.append(" and exists (select from attachment a where a.message_id = m.id)");
                case "before", "after" ->
                    day(value).ifPresent(day -> {
                        sql.append(" and m.created_at ")
                                .append(name.equals("before") ? "< :" : ">= :")
                                .append(name);
                        values.put(name, day.atStartOfDay().atOffset(ZoneOffset.UTC));
                    });
                default -> throw new IllegalStateException(name);
            }
        });
        return new Conditions(sql.toString(), values);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Map<UUID, Hit> ranked(List<Found> found) {
        var now = clock.instant();
        var hits = new HashMap<UUID, Hit>();
        var times = new HashMap<UUID, Integer>();
        for (var one : found) {
            double days = Math.max(0, Duration.between(one.at(), now).toHours() / 24.0);
            double score = one.rank() * Math.pow(0.5, days / HALF_LIFE_DAYS);
            hits.merge(one.conversation(), new Hit(one.conversation(), one.message(), score), Search::better);
            times.merge(one.conversation(), 1, Integer::sum);
        }
        // who speaks of it again and again means it
        hits.replaceAll((id, hit) ->
                new Hit(id, hit.message(), hit.score() * (1 + 0.15 * Math.log(times.getOrDefault(id, 1)))));
        return hits;
    }

    private static Hit better(Hit a, Hit b) {
        return a.score() >= b.score() ? a : b;
    }

    /// Conversations of people whose name or address has the words in it.
    private List<UUID> people(String typed) {
        if (typed.length() < 3 || typed.length() > 80) {
            return List.of();
        }
        return jdbc.sql("""
                        with person as (
                            (select id from customer where lower(name) like :like limit :people)
                            union
                            (select customer_id from customer_identifier where value like :like limit :people)
                        )
                        select c.id
                          from person p
                          join lateral (select id, last_message_at from conversation
                                         where customer_id = p.id and merged_into is null
                                         order by created_at desc limit 20) c on true
                         order by c.last_message_at desc
                         limit :people
                        """)
                .param("like", "%" + escaped(typed.toLowerCase(Locale.ROOT)) + "%")
                .param("people", PEOPLE)
                .query((row, n) -> UUID.fromString(row.getString("id")))
                .list();
    }

    private Optional<UUID> number(long number) {
        return number < 0
                ? Optional.empty()
                : jdbc.sql("select coalesce(merged_into, id) as id from conversation where number = :number")
                        .param("number", number)
                        .query((row, n) -> UUID.fromString(row.getString("id")))
                        .optional();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /// The conversations found, the best first, for lists that are narrowed and ordered by themselves.
    public List<UUID> conversations(String typed) {
        return find(typed).hits().stream().map(Hit::conversation).toList();
    }
}

package io.keepwell.surveys.answering;

import static java.util.stream.Collectors.joining;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.shared.Cursor;
import io.keepwell.shared.Words;
import io.keepwell.surveys.AnswerState;
import io.keepwell.surveys.Band;
import io.keepwell.surveys.Question;
import io.keepwell.surveys.Scale;
import io.keepwell.surveys.Survey;
import io.keepwell.surveys.SurveyPrivacy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What people answered, in their words. Of surveys that are not identified, nothing is shown of
/// fewer than five, nor of what two filters would tell of fewer than five by their difference
/// (3.4.3, 3.4.6).
@Component
class AnswerReading {

    /// Fewer answers than this protect nobody.
    static final int FEWEST = 5;

    /// Which answers.
    record Filter(
            @Nullable UUID wave,
            @Nullable Band band,
            @Nullable UUID customer) {

        static final Filter ALL = new Filter(null, null, null);
    }

    /// What was given to one question besides the score.
    ///
    /// @param text a choice, words, or a score of a further question
    record Part(UUID question, int position, @Nullable Integer number, String text) {}

    /// An answer as it is read.
    ///
    /// @param customer null where that is not known or must not be
    /// @param parts    what was given to each question, in their order
    /// @param changes  how often it was changed
    record Row(
            UUID id,
            UUID wave,
            String waveName,
            @Nullable UUID customer,
            @Nullable String name,
            @Nullable String contact,
            LocalDate day,
            @Nullable Instant at,
            @Nullable Instant changedAt,
            @Nullable Integer score,
            @Nullable Integer low,
            @Nullable Integer high,
            @Nullable Band band,
            boolean completed,
            AnswerState state,
            @Nullable String doubt,
            String language,
            @Nullable UUID agent,
            int changes,
            List<Part> parts) {

        /// Everything that was written or chosen.
        String words() {
            return parts.stream().map(Part::text).filter(it -> !it.isEmpty()).collect(joining("\n\n"));
        }

        boolean counts() {
            return state == AnswerState.COUNTED;
        }
    }

    /// A part of the list.
    ///
    /// @param n      how many answers count that fit
    /// @param hidden whether they are kept back, since they are too few
    record Page(List<Row> rows, @Nullable String next, long n, boolean hidden) {}

    private final JdbcClient jdbc;
    private final Customers customers;

    AnswerReading(JdbcClient jdbc, Customers customers) {
        this.jdbc = jdbc;
        this.customers = customers;
    }

    /// The newest first.
    Page list(Survey survey, Filter filter, @Nullable String cursor, int limit) {
        long n = count(survey, filter);
        if (hidden(survey, filter, n)) {
            return new Page(List.of(), null, n, true);
        }
        var after = cursor == null ? null : Cursor.read(cursor, 2);
        var bare = jdbc.sql("""
                        select a.*, w.name as wave_name,
                               (select count(*) from survey_answer_change c where c.answer_id = a.id) as changes
                          from survey_answer a
                          join survey_wave w on w.id = a.wave_id
                         where a.survey_id = :survey
                           and a.state in ('counted', 'invalid')
                           and (cast(:wave as uuid) is null or a.wave_id = :wave)
                           and (cast(:customer as uuid) is null or a.customer_id = :customer)
                           and (:any or a.score in (:scores))
                           and (cast(:day as date) is null or (a.day, a.id) < (cast(:day as date), cast(:id as uuid)))
                         order by a.day desc, a.id desc
                         limit :limit
                        """)
                .param("survey", survey.id())
                .param("wave", filter.wave())
                .param("customer", filter.customer())
                .param("any", filter.band() == null)
                .param("scores", scores(survey, filter.band()))
                .param("day", after == null ? null : after.getFirst())
                .param("id", after == null ? null : after.getLast())
                .param("limit", limit + 1)
                .query((row, i) -> row(survey, row))
                .list();
        boolean more = bare.size() > limit;
        var shown = whole(survey, more ? bare.subList(0, limit) : bare);
        return new Page(
                shown, more ? Cursor.of(shown.getLast().day(), shown.getLast().id()) : null, n, false);
    }

    /// One answer; empty where there is none, or where too few answered to show any.
    Optional<Row> find(Survey survey, UUID id) {
        if (hidden(survey, Filter.ALL, count(survey, Filter.ALL))) {
            return Optional.empty();
        }
        return whole(
                        survey,
                        jdbc.sql("""
                                select a.*, w.name as wave_name,
                                       (select count(*) from survey_answer_change c where c.answer_id = a.id) as changes
                                  from survey_answer a
                                  join survey_wave w on w.id = a.wave_id
                                 where a.survey_id = :survey and a.id = :id
                                """)
                                .param("survey", survey.id())
                                .param("id", id)
                                .query((row, i) -> row(survey, row))
                                .list())
                .stream()
                .findFirst();
    }

    /// How an answer stood before each change, the oldest first.
    record Before(Instant at, @Nullable Integer score, String given) {}

    List<Before> history(UUID answer) {
        return jdbc.sql("""
                        select at, score, earlier::text as earlier
                          from survey_answer_change where answer_id = :id order by at, id
                        """)
                .param("id", answer)
                .query((row, n) -> new Before(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        number(row, "score"),
                        row.getString("earlier")))
                .list();
    }

    private long count(Survey survey, Filter filter) {
        return jdbc.sql("""
                        select count(*) from survey_answer a
                         where a.survey_id = :survey and a.state = 'counted'
                           and (cast(:wave as uuid) is null or a.wave_id = :wave)
                           and (cast(:customer as uuid) is null or a.customer_id = :customer)
                           and (:any or a.score in (:scores))
                        """)
                .param("survey", survey.id())
                .param("wave", filter.wave())
                .param("customer", filter.customer())
                .param("any", filter.band() == null)
                .param("scores", scores(survey, filter.band()))
                .query(Long.class)
                .single();
    }

    /// Whether a filter would show fewer than five, or fewer than five would be what it leaves out
    /// of a wider one.
    private boolean hidden(Survey survey, Filter filter, long n) {
        if (survey.privacy() == SurveyPrivacy.IDENTIFIED || filter.customer() != null) {
            return false;
        }
        var wider = new LinkedHashSet<Filter>(
                List.of(Filter.ALL, new Filter(filter.wave(), null, null), new Filter(null, filter.band(), null)));
        return few(n) || wider.stream().anyMatch(it -> few(count(survey, it) - n));
    }

    private static boolean few(long n) {
        return n > 0 && n < FEWEST;
    }

    /// The scores that point one way.
    private static List<Integer> scores(Survey survey, @Nullable Band band) {
        var scale = survey.scored().map(Question::scale);
        if (band == null || scale.isEmpty()) {
            return List.of(-1);
        }
        var fitting = IntStream.rangeClosed(scale.get().low(), scale.get().high())
                .filter(score -> survey.type().band(score, scale.get()) == band)
                .boxed()
                .toList();
        return fitting.isEmpty() ? List.of(-1) : fitting;
    }

    private List<Row> whole(Survey survey, List<Row> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        var parts = parts(bare.stream().map(Row::id).toList());
        Map<UUID, Customer> people = customers.find(bare.stream()
                .map(Row::customer)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return bare.stream()
                .map(row -> row.customer() == null
                        ? with(survey, row, null, parts)
                        : with(survey, row, people.get(row.customer()), parts))
                .toList();
    }

    private static Row with(Survey survey, Row row, @Nullable Customer who, Map<UUID, List<Part>> parts) {
        boolean named = survey.privacy() == SurveyPrivacy.IDENTIFIED;
        return new Row(
                row.id(),
                row.wave(),
                row.waveName(),
                who == null ? null : who.id(),
                who == null ? null : who.label(),
                row.contact(),
                row.day(),
                // the day is enough where nobody is to be known
                named ? row.at() : null,
                named ? row.changedAt() : null,
                row.score(),
                row.low(),
                row.high(),
                row.band(),
                row.completed(),
                row.state(),
                row.doubt(),
                row.language(),
                named ? row.agent() : null,
                row.changes(),
                parts.getOrDefault(row.id(), List.of()));
    }

    private record Given(UUID answer, Part part) {}

    private Map<UUID, List<Part>> parts(Collection<UUID> answers) {
        var byAnswer = new HashMap<UUID, List<Part>>();
        for (var given : jdbc.sql("""
                        select v.answer_id, v.question_id, q.position, v.number, coalesce(v.choice, v.words, '') as text
                          from survey_value v
                          join survey_question q on q.id = v.question_id
                         where v.answer_id in (:answers)
                         order by q.position, q.id
                        """)
                .param("answers", answers)
                .query((row, n) -> new Given(
                        row.getObject("answer_id", UUID.class),
                        new Part(
                                row.getObject("question_id", UUID.class),
                                row.getInt("position"),
                                number(row, "number"),
                                row.getString("text"))))
                .list()) {
            byAnswer.computeIfAbsent(given.answer(), it -> new ArrayList<>()).add(given.part());
        }
        return byAnswer;
    }

    private static Row row(Survey survey, ResultSet row) throws SQLException {
        var score = number(row, "score");
        var low = number(row, "low");
        var high = number(row, "high");
        var scale = survey.scored().map(Question::scale);
        var band = score == null || low == null || high == null || scale.isEmpty()
                ? null
                : survey.type().band(score, new Scale(low, high, scale.get().higherIsBetter()));
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("wave_id", UUID.class),
                row.getString("wave_name"),
                row.getObject("customer_id", UUID.class),
                null,
                row.getString("contact"),
                row.getObject("day", LocalDate.class),
                instant(row, "at"),
                instant(row, "changed_at"),
                score,
                low,
                high,
                band,
                row.getBoolean("completed"),
                Words.read(AnswerState.class, row.getString("state")),
                row.getString("invalid_reason"),
                row.getString("language"),
                row.getObject("agent_id", UUID.class),
                row.getInt("changes"),
                List.of());
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

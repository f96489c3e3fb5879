package io.keepwell.surveys;

import static java.time.ZoneOffset.UTC;

import io.keepwell.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What was answered.
@Component
class AnswerStore {

    private static final String COLUMNS = """
            a.id, a.survey_id, a.wave_id, a.invitation_id, a.customer_id, a.account_id, a.occasion_id, a.day, a.at,
            a.changed_at, a.score, a.low, a.high, a.completed, upper(a.state) as state, a.language, a.agent_id,
            a.team_id, a.contact
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AnswerStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// The answer of a person in a wave that counts, or that was found not to.
    Optional<Answer> standing(UUID wave, byte @Nullable [] key) {
        return key == null ? Optional.empty() : standing(wave, key, "");
    }

    /// The same, held until the transaction ends.
    Optional<Answer> hold(UUID wave, byte @Nullable [] key) {
        return key == null ? Optional.empty() : standing(wave, key, "for update");
    }

    private Optional<Answer> standing(UUID wave, byte[] key, String held) {
        return whole(jdbc.sql("select " + COLUMNS + """
                         from survey_answer a
                        where a.wave_id = :wave and a.person_key = :key and a.state in ('counted', 'invalid')
                        order by a.state, a.at desc
                        limit 1
                        """ + held)
                .param("wave", wave)
                .param("key", key)
                .query(AnswerStore::bare)
                .optional());
    }

    Optional<Answer> find(UUID id) {
        return whole(jdbc.sql("select " + COLUMNS + " from survey_answer a where a.id = :id")
                .param("id", id)
                .query(AnswerStore::bare)
                .optional());
    }

    private Optional<Answer> whole(Optional<Answer> bare) {
        return bare.map(answer -> answer.with(values(List.of(answer.id())).getOrDefault(answer.id(), Map.of())));
    }

    private record Row(UUID answer, UUID question, Given.Value value) {}

    /// What was given to each question, by answer.
    Map<UUID, Map<UUID, Given.Value>> values(Collection<UUID> answers) {
        var byAnswer = new HashMap<UUID, Map<UUID, Given.Value>>();
        if (!answers.isEmpty()) {
            for (var row : jdbc.sql("select * from survey_value where answer_id in (:answers)")
                    .param("answers", answers)
                    .query((row, n) -> new Row(
                            row.getObject("answer_id", UUID.class),
                            row.getObject("question_id", UUID.class),
                            new Given.Value(number(row, "number"), row.getString("choice"), row.getString("words"))))
                    .list()) {
                byAnswer.computeIfAbsent(row.answer(), it -> new HashMap<>()).put(row.question(), row.value());
            }
        }
        return byAnswer;
    }

    /// Writes a new answer.
    ///
    /// @return false where this person has one that counts
    boolean insert(Answer answer, byte @Nullable [] key, byte @Nullable [] sealed) {
        int made = jdbc.sql("""
                        insert into survey_answer (id, survey_id, wave_id, invitation_id, customer_id, account_id, sealed,
                                                   person_key, occasion_id, day, at, score, low, high, completed, state,
                                                   language, agent_id, team_id, contact)
                        values (:id, :survey, :wave, :invitation, :customer, :account, :sealed, :key, :occasion, :day,
                                :at, :score, :low, :high, :completed, :state, :language, :agent, :team, :contact)
                        on conflict (wave_id, person_key) where state = 'counted' do nothing
                        """)
                .param("id", answer.id())
                .param("survey", answer.survey())
                .param("wave", answer.wave())
                .param("invitation", answer.invitation())
                .param("customer", answer.customer())
                .param("account", answer.account())
                .param("sealed", sealed)
                .param("key", key)
                .param("occasion", answer.occasion())
                .param("day", answer.day())
                .param("at", answer.at() == null ? null : answer.at().atOffset(UTC))
                .param("score", answer.score())
                .param("low", answer.low())
                .param("high", answer.high())
                .param("completed", answer.completed())
                .param("state", answer.state().word())
                .param("language", answer.language())
                .param("agent", answer.agent())
                .param("team", answer.team())
                .param("contact", answer.contact())
                .update();
        if (made == 1) {
            write(answer);
        }
        return made == 1;
    }

    /// Writes an answer that was changed.
    ///
    /// @param at when; null where that must not be known
    void change(Answer answer, @Nullable Instant at) {
        jdbc.sql("""
                update survey_answer
                   set score = :score, low = :low, high = :high, completed = :completed, language = :language,
                       changed_at = :at
                 where id = :id
                """)
                .param("id", answer.id())
                .param("score", answer.score())
                .param("low", answer.low())
                .param("high", answer.high())
                .param("completed", answer.completed())
                .param("language", answer.language())
                .param("at", at == null ? null : at.atOffset(UTC))
                .update();
        jdbc.sql("delete from survey_value where answer_id = :id")
                .param("id", answer.id())
                .update();
        write(answer);
    }

    void state(UUID answer, AnswerState state) {
        jdbc.sql("update survey_answer set state = :state where id = :id")
                .param("id", answer)
                .param("state", state.word())
                .update();
    }

    /// Notes where an answer was given, and its id there.
    void brought(UUID answer, String source, String external) {
        jdbc.sql("update survey_answer set source = :source, external_id = :external where id = :id")
                .param("id", answer)
                .param("source", source)
                .param("external", external)
                .update();
    }

    private void write(Answer answer) {
        answer.values()
                .forEach((question, value) -> jdbc.sql("""
                        insert into survey_value (answer_id, question_id, number, choice, words)
                        values (:answer, :question, :number, :choice, :words)
                        """)
                        .param("answer", answer.id())
                        .param("question", question)
                        .param("number", value.number())
                        .param("choice", value.choice())
                        .param("words", value.words())
                        .update());
    }

    /// Keeps how an answer stood before it is changed (3.3.8).
    void keep(Answer before, Instant at) {
        var earlier = new TreeMap<String, Given.Value>();
        before.values().forEach((question, value) -> earlier.put(question.toString(), value));
        jdbc.sql("""
                insert into survey_answer_change (id, answer_id, at, score, earlier)
                values (:id, :answer, :at, :score, cast(:earlier as jsonb))
                """)
                .param("id", Ids.next())
                .param("answer", before.id())
                .param("at", at.atOffset(UTC))
                .param("score", before.score())
                .param("earlier", json.writeValueAsString(earlier))
                .update();
    }

    /// Marks a one-time link as used; nothing that is written here leads to an answer (3.4.4).
    ///
    /// @return false where it was used
    boolean use(byte[] token) {
        return jdbc.sql("insert into survey_used_token (token_hash) values (:token) on conflict do nothing")
                        .param("token", token)
                        .update()
                == 1;
    }

    /// Writes the links that were used once more, all at once and in no order: the number of the
    /// transaction that wrote a row, which the database keeps beside it, would otherwise be the
    /// same for a link and its answer.
    int mix() {
        return jdbc.sql("""
                        with unmixed as (
                            delete from survey_used_token where not mixed returning token_hash
                        )
                        insert into survey_used_token (token_hash, mixed)
                        select token_hash, true from unmixed order by random()
                        """).update();
    }

    boolean used(byte[] token) {
        return jdbc.sql("select exists (select 1 from survey_used_token where token_hash = :token)")
                .param("token", token)
                .query(Boolean.class)
                .single();
    }

    /// What was clicked in the letter is an answer now.
    void confirm(UUID invitation) {
        jdbc.sql("update survey_intent set state = 'confirmed' where invitation_id = :invitation and state = 'open'")
                .param("invitation", invitation)
                .update();
    }

    /// The wave that gathers answers of one kind under a name, made where there is none yet.
    UUID wave(UUID survey, WaveOccasion occasion, String name, Instant at) {
        return gathering(survey, occasion, name).orElseGet(() -> {
            jdbc.sql("select id from survey where id = :survey for update")
                    .param("survey", survey)
                    .query((row, n) -> 0)
                    .list();
            return gathering(survey, occasion, name).orElseGet(() -> make(survey, occasion, name, at));
        });
    }

    private Optional<UUID> gathering(UUID survey, WaveOccasion occasion, String name) {
        return jdbc.sql("""
                        select id from survey_wave
                         where survey_id = :survey and occasion = :occasion and name = :name
                         order by number
                         limit 1
                        """)
                .param("survey", survey)
                .param("occasion", occasion.word())
                .param("name", name)
                .query(UUID.class)
                .optional();
    }

    private UUID make(UUID survey, WaveOccasion occasion, String name, Instant at) {
        var id = Ids.next();
        jdbc.sql("""
                insert into survey_wave (id, survey_id, number, name, occasion, state, started_at)
                select :id, :survey, coalesce(max(number), 0) + 1, :name, :occasion, 'done', :at
                  from survey_wave
                 where survey_id = :survey
                """)
                .param("id", id)
                .param("survey", survey)
                .param("name", name)
                .param("occasion", occasion.word())
                .param("at", at.atOffset(UTC))
                .update();
        return id;
    }

    static Answer bare(ResultSet row, int n) throws SQLException {
        return new Answer(
                row.getObject("id", UUID.class),
                row.getObject("survey_id", UUID.class),
                row.getObject("wave_id", UUID.class),
                row.getObject("invitation_id", UUID.class),
                row.getObject("customer_id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getObject("occasion_id", UUID.class),
                row.getObject("day", LocalDate.class),
                instant(row, "at"),
                instant(row, "changed_at"),
                number(row, "score"),
                number(row, "low"),
                number(row, "high"),
                row.getBoolean("completed"),
                AnswerState.valueOf(row.getString("state")),
                row.getString("language"),
                row.getObject("agent_id", UUID.class),
                row.getObject("team_id", UUID.class),
                row.getString("contact"),
                Map.of());
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

package io.keepwell.surveys;

import static java.time.ZoneOffset.UTC;

import io.keepwell.customers.TraitRule;
import io.keepwell.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Surveys, their questions and their words.
@Component
class SurveyStore {

    private static final String SELECT = """
            select s.*, coalesce(g.rule, s.audience) as meant
              from survey s
              left join segment g on g.id = s.segment_id
            """;

    private static final TypeReference<Map<UUID, Wording.Asked>> ASKED = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    SurveyStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Survey> find(UUID id) {
        return with(jdbc.sql(SELECT + " where s.id = :id")
                        .param("id", id)
                        .query(this::bare)
                        .list())
                .stream()
                .findFirst();
    }

    /// Everything there is, the newest first.
    List<Survey> all() {
        return with(jdbc.sql(SELECT + " order by s.created_at desc, s.id desc")
                .query(this::bare)
                .list());
    }

    /// Those that ask by themselves, the most important first.
    List<Survey> following(SurveyTrigger trigger) {
        return with(jdbc.sql(SELECT + """
                         where s.state = 'active' and s.follows = :follows
                         order by s.priority desc, s.created_at, s.id
                        """)
                .param("follows", trigger.word())
                .query(this::bare)
                .list());
    }

    void insert(Survey survey) {
        fields(jdbc.sql("""
                        insert into survey (id, name, type, purpose, privacy, channel, state, mailbox_id, language,
                                            follows, delay_hours, every_days, segment_id, audience, priority, own_pause_days,
                                            follow_up, confidant_id, created_at, created_by, changed_at)
                        values (:id, :name, :type, :purpose, :privacy, :channel, :state, :mailbox, :language,
                                :follows, :delayHours, :everyDays, :segment, cast(:audience as jsonb), :priority, :ownPauseDays,
                                :followUp, :confidant, :createdAt, :createdBy, :createdAt)
                        """), survey)
                .param("createdAt", survey.createdAt().atOffset(UTC))
                .param("createdBy", survey.createdBy())
                .update();
        survey.questions().forEach(question -> insert(survey.id(), question));
    }

    /// Writes what can be changed: all but the questions.
    void update(Survey survey, Instant at) {
        fields(jdbc.sql("""
                        update survey
                           set name = :name, type = :type, purpose = :purpose, privacy = :privacy, channel = :channel,
                               state = :state, mailbox_id = :mailbox, language = :language, follows = :follows,
                               delay_hours = :delayHours, every_days = :everyDays,
                               segment_id = :segment, audience = cast(:audience as jsonb), priority = :priority,
                               own_pause_days = :ownPauseDays, follow_up = :followUp, confidant_id = :confidant,
                               changed_at = :changedAt
                         where id = :id
                        """), survey).param("changedAt", at.atOffset(UTC)).update();
    }

    private JdbcClient.StatementSpec fields(JdbcClient.StatementSpec statement, Survey survey) {
        var follows = survey.follows();
        var audience = survey.audience();
        return statement
                .param("id", survey.id())
                .param("name", survey.name())
                .param("type", survey.type().word())
                .param("purpose", survey.purpose().word())
                .param("privacy", survey.privacy().word())
                .param("channel", survey.channel().word())
                .param("state", survey.state().word())
                .param("mailbox", survey.mailbox())
                .param("language", survey.language())
                .param("follows", follows == null ? null : follows.word())
                .param("delayHours", survey.delayHours())
                .param("everyDays", survey.everyDays())
                .param("segment", survey.segment())
                .param("audience", audience == null ? null : json.writeValueAsString(audience.json()))
                .param("priority", survey.priority())
                .param("ownPauseDays", survey.ownPauseDays())
                .param("followUp", survey.followUp())
                .param("confidant", survey.confidant());
    }

    void insert(UUID survey, Question question) {
        var scale = question.scale();
        jdbc.sql("""
                insert into survey_question (id, survey_id, position, kind, low, high, higher_is_better, required)
                values (:id, :survey, :position, :kind, :low, :high, :higherIsBetter, :required)
                """)
                .param("id", question.id())
                .param("survey", survey)
                .param("position", question.position())
                .param("kind", question.kind().word())
                .param("low", scale == null ? null : scale.low())
                .param("high", scale == null ? null : scale.high())
                .param("higherIsBetter", scale == null || scale.higherIsBetter())
                .param("required", question.required())
                .update();
    }

    /// What it says in each language that somebody wrote, by language tag.
    Map<String, Wording> wordings(UUID survey) {
        var wordings = new HashMap<String, Wording>();
        for (var wording : jdbc.sql("select * from survey_wording where survey_id = :survey")
                .param("survey", survey)
                .query((row, n) -> new Wording(
                        row.getString("language"),
                        row.getString("subject"),
                        row.getString("intro"),
                        row.getString("thanks"),
                        json.readValue(row.getString("questions"), ASKED)))
                .list()) {
            wordings.put(wording.language(), wording);
        }
        return Map.copyOf(wordings);
    }

    void word(UUID survey, Wording wording) {
        jdbc.sql("""
                insert into survey_wording (survey_id, language, subject, intro, thanks, questions)
                values (:survey, :language, :subject, :intro, :thanks, cast(:questions as jsonb))
                on conflict (survey_id, language) do update
                   set subject = excluded.subject, intro = excluded.intro, thanks = excluded.thanks,
                       questions = excluded.questions
                """)
                .param("survey", survey)
                .param("language", wording.language())
                .param("subject", wording.subject())
                .param("intro", wording.intro())
                .param("thanks", wording.thanks())
                .param("questions", json.writeValueAsString(wording.questions()))
                .update();
    }

    /// Takes away what it says in one language; false where it said nothing.
    boolean unword(UUID survey, String language) {
        return jdbc.sql("delete from survey_wording where survey_id = :survey and language = :language")
                        .param("survey", survey)
                        .param("language", language)
                        .update()
                == 1;
    }

    /// Holds the row: an invitation refers to it and waits.
    void hold(UUID id) {
        jdbc.sql("select 1 from survey where id = :id for update")
                .param("id", id)
                .query((row, n) -> 1)
                .list();
    }

    void state(UUID id, SurveyState state, Instant at) {
        jdbc.sql("update survey set state = :state, changed_at = :at where id = :id")
                .param("id", id)
                .param("state", state.word())
                .param("at", at.atOffset(UTC))
                .update();
    }

    /// How many customers there are.
    long customers() {
        return jdbc.sql("select count(*) from customer where merged_into is null and erased_at is null")
                .query(Long.class)
                .single();
    }

    /// Whether there was a wave of it.
    boolean sent(UUID id) {
        return jdbc.sql("select exists (select 1 from survey_wave where survey_id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /// Whether anybody was invited or has answered.
    boolean asked(UUID id) {
        return jdbc.sql("""
                        select exists (select 1 from survey_invitation where survey_id = :id)
                            or exists (select 1 from survey_answer where survey_id = :id)
                        """).param("id", id).query(Boolean.class).single();
    }

    /// Deletes a survey of which there is nothing but itself.
    void delete(UUID id) {
        jdbc.sql("delete from survey where id = :id").param("id", id).update();
    }

    private Survey bare(ResultSet row, int n) throws SQLException {
        var audience = row.getString("meant");
        var follows = row.getString("follows");
        return new Survey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                word(SurveyType.class, row.getString("type")),
                word(SurveyPurpose.class, row.getString("purpose")),
                word(SurveyPrivacy.class, row.getString("privacy")),
                word(SurveyChannel.class, row.getString("channel")),
                word(SurveyState.class, row.getString("state")),
                row.getObject("mailbox_id", UUID.class),
                row.getString("language"),
                follows == null ? null : word(SurveyTrigger.class, follows),
                row.getInt("delay_hours"),
                number(row, "every_days"),
                row.getObject("segment_id", UUID.class),
                audience == null ? null : TraitRule.of(json.readValue(audience, TraitRule.Json.class)),
                row.getInt("priority"),
                number(row, "own_pause_days"),
                row.getBoolean("follow_up"),
                row.getObject("confidant_id", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("created_by", UUID.class),
                List.of());
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static <E extends Enum<E>> E word(Class<E> type, String word) {
        return Words.read(type, word);
    }

    private List<Survey> with(List<Survey> bare) {
        if (bare.isEmpty()) {
            return bare;
        }
        var questions = questions(bare.stream().map(Survey::id).toList());
        return bare.stream()
                .map(it -> it.with(questions.getOrDefault(it.id(), List.of())))
                .toList();
    }

    private record Row(UUID survey, Question question) {}

    private Map<UUID, List<Question>> questions(Collection<UUID> surveys) {
        var bySurvey = new HashMap<UUID, List<Question>>();
        for (var row : jdbc.sql("""
                        select * from survey_question
                         where survey_id in (:surveys) and retired_at is null
                         order by survey_id, position, id
                        """)
                .param("surveys", surveys)
                .query(SurveyStore::question)
                .list()) {
            bySurvey.computeIfAbsent(row.survey(), it -> new ArrayList<>()).add(row.question());
        }
        return bySurvey;
    }

    private static Row question(ResultSet row, int n) throws SQLException {
        var kind = word(QuestionKind.class, row.getString("kind"));
        return new Row(
                row.getObject("survey_id", UUID.class),
                new Question(
                        row.getObject("id", UUID.class),
                        row.getInt("position"),
                        kind,
                        kind == QuestionKind.SCORE
                                ? new Scale(row.getInt("low"), row.getInt("high"), row.getBoolean("higher_is_better"))
                                : null,
                        row.getBoolean("required")));
    }
}

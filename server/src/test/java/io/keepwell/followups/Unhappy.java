package io.keepwell.followups;

import io.keepwell.shared.Ids;
import io.keepwell.surveys.Band;
import io.keepwell.surveys.Survey;
import io.keepwell.surveys.SurveyAnswered;
import io.keepwell.surveys.Surveys;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// People who answer a survey of their own, as the survey says it: rows and event within one transaction.
record Unhappy(
        Api api,
        Surveys surveys,
        ApplicationEventPublisher events,
        TransactionTemplate transaction,
        JdbcClient jdbc,
        Clock clock,
        Survey survey) {

    static Unhappy asked(
            int port,
            Surveys surveys,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            JdbcClient jdbc,
            Clock clock) {
        var api = new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
        var made = api.post("/api/v1/surveys", """
                {'type':'nps','name':'Asked %s','channel':'link','question':null,'privacy':'identified'}
                """.formatted(UUID.randomUUID()));
        var id = UUID.fromString(made.json().path("id").asString());
        jdbc.sql("update survey set follow_up = true where id = :id")
                .param("id", id)
                .update();
        return new Unhappy(api, surveys, events, transaction, jdbc, clock, surveys.get(id));
    }

    /// A new customer.
    UUID person(String name) {
        var made = api.post(
                "/api/v1/customers", "{'email':'" + UUID.randomUUID() + "@unhappy.test','name':'" + name + "'}");
        return UUID.fromString(made.json().path("id").asString());
    }

    /// They give a score in a wave of its own.
    ///
    /// @param agent who is rated, or null
    UUID answers(UUID customer, int score, String words, @Nullable UUID agent) {
        return answers(customer, score, words, agent, now());
    }

    UUID answers(UUID customer, int score, String words, @Nullable UUID agent, Instant at) {
        var answer = Ids.next();
        transaction.executeWithoutResult(status -> publish(customer, answer, score, words, agent, at));
        return answer;
    }

    /// The same within the transaction of the caller.
    void publish(UUID customer, UUID answer, int score, String words, @Nullable UUID agent, Instant at) {
        var wave = Ids.next();
        jdbc.sql("""
                        insert into survey_wave (id, survey_id, number, name, occasion, state, started_at)
                        select :wave, :survey, coalesce(max(number), 0) + 1, 'wave', 'link', 'done', :at
                          from survey_wave
                         where survey_id = :survey
                        """)
                .param("wave", wave)
                .param("survey", survey.id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        insert into survey_answer (id, survey_id, wave_id, customer_id, person_key, day, at, score, low, high,
                                                   completed, state, language, agent_id)
                        values (:id, :survey, :wave, :customer, decode(replace(:customer::text, '-', ''), 'hex'), current_date,
                                :at, :score, 0, 10, true, 'counted', 'en', :agent)
                        """)
                .param("id", answer)
                .param("survey", survey.id())
                .param("wave", wave)
                .param("customer", customer)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("score", score)
                .param("agent", agent)
                .update();
        if (!words.isBlank()) {
            jdbc.sql("""
                            insert into survey_value (answer_id, question_id, words)
                            select :answer, id, :words from survey_question
                             where survey_id = :survey order by position desc limit 1
                            """)
                    .param("answer", answer)
                    .param("words", words)
                    .param("survey", survey.id())
                    .update();
        }
        events.publishEvent(new SurveyAnswered(
                answer,
                survey,
                wave,
                customer,
                null,
                agent,
                null,
                score,
                score >= 9 ? Band.PROMOTER : score >= 7 ? Band.PASSIVE : Band.DETRACTOR,
                null,
                false,
                words,
                at));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

package io.keepwell.surveys;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Changes questions.
@Component
class QuestionStore {

    private final JdbcClient jdbc;

    QuestionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void retire(UUID question, Instant at) {
        jdbc.sql("update survey_question set retired_at = :at where id = :id and retired_at is null")
                .param("id", question)
                .param("at", at.atOffset(UTC))
                .update();
    }

    void require(UUID question, boolean required) {
        jdbc.sql("update survey_question set required = :required where id = :id")
                .param("id", question)
                .param("required", required)
                .update();
    }

    /// Numbers the questions from 0 on.
    void order(UUID survey, List<UUID> questions) {
        for (int i = 0; i < questions.size(); i++) {
            jdbc.sql("update survey_question set position = :position where id = :id and survey_id = :survey")
                    .param("id", questions.get(i))
                    .param("survey", survey)
                    .param("position", i)
                    .update();
        }
    }
}

package io.keepwell.surveys;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.shared.Refusal;
import io.keepwell.shared.Words;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What the team does about a single answer: it does not count since it was a test or of the wrong
/// person, or it does after all; and who gave it in confidence, for the one who may know.
@Service
public class AnswerMarks {

    /// Why an answer does not count.
    public enum Doubt {
        TEST,
        WRONG_PERSON;

        /// Its word in the database, the API and on the page.
        @com.fasterxml.jackson.annotation.JsonValue
        public String word() {
            return Words.of(this);
        }
    }

    /// Somebody else may know who gave a confidential answer.
    public static final class NotConfidant extends Refusal {

        NotConfidant() {
            super(Kind.FORBIDDEN, t("surveys.answers.not-confidant"));
        }
    }

    private final Surveys surveys;
    private final AnswerKeys keys;
    private final Customers customers;
    private final Members members;
    private final Audit audit;
    private final LiveUpdates live;
    private final JdbcClient jdbc;

    AnswerMarks(
            Surveys surveys,
            AnswerKeys keys,
            Customers customers,
            Members members,
            Audit audit,
            LiveUpdates live,
            JdbcClient jdbc) {
        this.surveys = surveys;
        this.keys = keys;
        this.customers = customers;
        this.members = members;
        this.audit = audit;
        this.live = live;
        this.jdbc = jdbc;
    }

    /// The answer counts no more.
    ///
    /// @return false where it did not count before
    @Transactional
    public boolean invalid(Survey survey, UUID answer, Doubt doubt) {
        boolean changed = jdbc.sql("""
                        update survey_answer set state = 'invalid', invalid_reason = :doubt
                         where id = :id and survey_id = :survey and state = 'counted'
                        """)
                        .param("id", answer)
                        .param("survey", survey.id())
                        .param("doubt", doubt.word())
                        .update()
                == 1;
        if (changed) {
            audit.record("survey-answer.invalidated", answer, survey.name(), Map.of("reason", doubt.word()));
            live.changed("survey", survey.id());
        }
        return changed;
    }

    /// The answer counts again; where another one of the same person does by now, that one stays.
    ///
    /// @return false where it was none that did not count
    @Transactional
    public boolean restore(Survey survey, UUID answer) {
        boolean changed =
                jdbc.sql("""
                        update survey_answer a
                           set invalid_reason = null,
                               state = case when exists (select 1 from survey_answer o
                                                          where o.wave_id = a.wave_id and o.person_key = a.person_key
                                                            and o.state = 'counted')
                                            then 'superseded' else 'counted' end
                         where a.id = :id and a.survey_id = :survey and a.state = 'invalid'
                        """).param("id", answer).param("survey", survey.id()).update() == 1;
        if (changed) {
            audit.record("survey-answer.restored", answer, survey.name(), Map.of());
            live.changed("survey", survey.id());
        }
        return changed;
    }

    /// Whether the member whose request is being answered may know who gave confidential answers.
    public boolean confidant(Survey survey) {
        return members.current().filter(me -> confidant(survey, me)).isPresent();
    }

    private static boolean confidant(Survey survey, Member me) {
        return survey.confidant() == null
                ? me.role() == Role.ADMINISTRATOR
                : me.id().equals(survey.confidant());
    }

    /// Who gave a confidential answer; that somebody asked stands in the audit.
    ///
    /// @throws NotConfidant where that is for somebody else to know
    /// @throws SurveyNotFound where there is no such answer, or nobody is known
    @Transactional
    public Customer who(Survey survey, UUID answer) {
        if (!confidant(survey)) {
            throw new NotConfidant();
        }
        var sealed = jdbc.sql(
                        "select sealed from survey_answer where id = :id and survey_id = :survey and sealed is not null")
                .param("id", answer)
                .param("survey", survey.id())
                .query((row, n) -> row.getBytes(1))
                .optional()
                .orElseThrow(() -> new SurveyNotFound(answer.toString()));
        audit.record("survey-answer.named", answer, survey.name(), Map.of());
        return customers.get(keys.open(sealed));
    }
}

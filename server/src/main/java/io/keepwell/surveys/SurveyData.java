package io.keepwell.surveys;

import io.keepwell.customers.PersonalData;
import io.keepwell.webhooks.Webhooks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What a person was asked and what they answered is handed out; forgotten are their words, their
/// links and who gave a confidential answer, while scores and counts stay. Of anonymous answers
/// nobody knows whose they are.
@Component
class SurveyData implements PersonalData {

    private static final int ORDER = 125;

    private final JdbcClient jdbc;
    private final AnswerBelongings answers;
    private final AnswerStore store;
    private final SurveyStore surveys;
    private final SurveyWords words;
    private final Webhooks webhooks;

    SurveyData(
            JdbcClient jdbc,
            AnswerBelongings answers,
            AnswerStore store,
            SurveyStore surveys,
            SurveyWords words,
            Webhooks webhooks) {
        this.jdbc = jdbc;
        this.answers = answers;
        this.store = store;
        this.surveys = surveys;
        this.words = words;
        this.webhooks = webhooks;
    }

    @Override
    public int order() {
        return ORDER;
    }

    private List<UUID> theirs(Person person) {
        return person.ids().stream()
                .flatMap(id -> answers.of(id).stream())
                .distinct()
                .toList();
    }

    @Override
    public Size size(Person person) {
        long asked = jdbc.sql("select count(*) from survey_invitation where customer_id in (:ids)")
                .param("ids", person.ids())
                .query(Long.class)
                .single();
        return new Size(0, 0, 0, asked + theirs(person).size());
    }

    @Override
    public void export(Person person, Archive archive) throws IOException {
        List<Map<String, Object>> asked = jdbc.sql("""
                        select s.name, w.name as wave, i.state, i.planned_at::text as planned, i.asked_at::text as asked
                          from survey_invitation i
                          join survey s on s.id = i.survey_id
                          join survey_wave w on w.id = i.wave_id
                         where i.customer_id in (:ids)
                         order by i.planned_at, i.id
                        """)
                .param("ids", person.ids())
                .query((row, n) -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("survey", row.getString("name"));
                    one.put("wave", row.getString("wave"));
                    one.put("state", row.getString("state"));
                    one.put("plannedAt", row.getString("planned"));
                    one.put("askedAt", row.getString("asked"));
                    return one;
                })
                .list();
        var answered = new ArrayList<Map<String, Object>>();
        for (var id : theirs(person)) {
            store.find(id).map(this::json).ifPresent(answered::add);
        }
        if (!asked.isEmpty() || !answered.isEmpty()) {
            archive.json("surveys.json", Map.of("asked", asked, "answered", answered));
        }
    }

    private Map<String, Object> json(Answer answer) {
        Map<String, Object> one = new LinkedHashMap<>();
        var survey = surveys.find(answer.survey()).orElseThrow();
        var asked = new HashMap<UUID, String>();
        words.of(survey, null).questions().forEach(it -> asked.put(it.question().id(), it.ask()));
        one.put("survey", survey.name());
        one.put("day", answer.day().toString());
        one.put("state", answer.state().word());
        one.put("score", answer.score());
        var given = new ArrayList<Map<String, Object>>();
        answer.values().forEach((question, value) -> {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("question", asked.getOrDefault(question, ""));
            line.put("score", value.number());
            line.put("choice", value.choice());
            line.put("words", value.words());
            given.add(line);
        });
        one.put("given", given);
        one.put(
                "earlier",
                jdbc.sql("select earlier::text from survey_answer_change where answer_id = :id order by at")
                        .param("id", answer.id())
                        .query((row, n) -> row.getString(1))
                        .list());
        return one;
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        var theirs = theirs(person);
        if (!theirs.isEmpty()) {
            jdbc.sql("update survey_value set words = null where answer_id in (:answers)")
                    .param("answers", theirs)
                    .update();
            jdbc.sql("update survey_answer_change set earlier = '{}' where answer_id in (:answers)")
                    .param("answers", theirs)
                    .update();
            jdbc.sql("update survey_answer set sealed = null, contact = null, external_id = null, source = null"
                            + " where id in (:answers)")
                    .param("answers", theirs)
                    .update();
            webhooks.forget(theirs);
        }
        jdbc.sql("""
                delete from survey_intent
                 where invitation_id in (select id from survey_invitation where customer_id in (:ids))
                """).param("ids", person.ids()).update();
        // their links lead nowhere any more, and what was still to be sent is not
        jdbc.sql("""
                update survey_invitation
                   set token_hash = null, account_id = null,
                       state = case when state = 'planned' then 'cancelled' else state end
                 where customer_id in (:ids)
                """).param("ids", person.ids()).update();
    }
}

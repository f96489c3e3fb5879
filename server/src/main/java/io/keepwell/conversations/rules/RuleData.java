package io.keepwell.conversations.rules;

import io.keepwell.customers.PersonalData;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The log of rules says what was found in a letter: subjects, words, addresses. That a rule acted stays
/// when a person is forgotten; what it found does not.
@Component
class RuleData implements PersonalData {

    private static final String CONVERSATIONS = """
            (select id from conversation where customer_id in (:ids)
              union
             select conversation_id from message where customer_id in (:ids))
            """;

    private final JdbcClient jdbc;

    RuleData(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public Size size(Person person) {
        return new Size(0, 0, 0, 0);
    }

    @Override
    public void export(Person person, Archive archive) {}

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        jdbc.sql("""
                        update rule_log
                           set matched = coalesce((select jsonb_agg(m || '{"found": ""}') from jsonb_array_elements(matched) m), '[]'),
                               reason = null
                         where conversation_id in\s""" + CONVERSATIONS).param("ids", person.ids()).update();
        jdbc.sql("update rule_job set value = null, done_at = coalesce(done_at, now()) where conversation_id in "
                        + CONVERSATIONS)
                .param("ids", person.ids())
                .update();
    }
}

package io.keepwell.conversations;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What a person likes to see when an action takes the open conversation out of the list: the next one, the same one,
/// or the list.
@Repository
class InboxPreferences {

    static final List<String> AFTER = List.of("next", "stay", "list");

    private final JdbcClient jdbc;

    InboxPreferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String after(UUID member) {
        return jdbc.sql("select after_action from inbox_preference where member_id = :member")
                .param("member", member)
                .query(String.class)
                .optional()
                .orElse("stay");
    }

    void after(UUID member, String wanted) {
        if (!AFTER.contains(wanted)) {
            throw InvalidRequest.field("after", Texts.t("shared.api.value", "field", "after"));
        }
        jdbc.sql("""
                        insert into inbox_preference (member_id, after_action) values (:member, :after)
                        on conflict (member_id) do update set after_action = excluded.after_action
                        """).param("member", member).param("after", wanted).update();
    }
}

package io.keepwell.problems.likely;

import io.keepwell.customers.PersonalData;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was learned of a person's letters is forgotten with them: every node reads their conversations again, which are
/// empty then. Which problems were refused for them says nothing of the person, and the letters themselves are handed
/// out with the conversations.
@Component
class LikelyData implements PersonalData {

    private static final int ORDER = 110;

    private final LikelyNews news;
    private final JdbcClient jdbc;

    LikelyData(LikelyNews news, JdbcClient jdbc) {
        this.news = news;
        this.jdbc = jdbc;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Size size(Person person) {
        return new Size(0, 0, 0, 0);
    }

    @Override
    public void export(Person person, Archive archive) {
        // nothing of its own
    }

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        news.conversations(jdbc.sql("select id from conversation where customer_id in (:ids)")
                .param("ids", person.ids())
                .query((row, n) -> row.getObject("id", UUID.class))
                .list());
    }
}

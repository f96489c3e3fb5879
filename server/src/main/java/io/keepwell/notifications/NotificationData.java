package io.keepwell.notifications;

import io.keepwell.customers.PersonalData;
import io.keepwell.mail.TeamMail;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Notifications hold no words of customers, but the mails that told of them do: those are emptied. There is nothing in
/// them that a person could be given which is not in their conversations.
@Component
class NotificationData implements PersonalData {

    private final JdbcClient jdbc;
    private final TeamMail mail;

    NotificationData(JdbcClient jdbc, TeamMail mail) {
        this.jdbc = jdbc;
        this.mail = mail;
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public Size size(Person person) {
        return new Size(0, 0, 0, 0);
    }

    @Override
    public void export(Person person, Archive archive) {}

    @Override
    public void erase(Person person, String called, Consumer<String> blob) {
        var causes = jdbc.sql("""
                        select 'notification:' || r.id
                          from notification_round r
                          join conversation c on c.id = r.conversation_id
                         where c.customer_id in (:ids)
                            or c.id in (select conversation_id from message where customer_id in (:ids))
                        """)
                .param("ids", person.ids())
                .query((row, n) -> row.getString(1))
                .list();
        mail.forget(causes, blob);
        jdbc.sql("""
                        delete from notification
                         where conversation_id in (select id from conversation where customer_id in (:ids))
                        """).param("ids", person.ids()).update();
    }
}

package io.keepwell.demo;

import io.keepwell.mail.Mailboxes;
import io.keepwell.messenger.OwnApplication;
import java.time.Clock;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Pennyfold's app has the messenger: set up once, also where the company was there before the messenger was.
@Component
@DemoOnly
class DemoMessenger {

    static final String KEY = "Pennyfold app";

    private final OwnApplication application;
    private final Mailboxes mailboxes;
    private final JdbcClient jdbc;
    private final Clock clock;

    DemoMessenger(OwnApplication application, Mailboxes mailboxes, JdbcClient jdbc, Clock clock) {
        this.application = application;
        this.mailboxes = mailboxes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void setUp() {
        var help = mailboxes.all().stream()
                .filter(mailbox -> mailbox.address().equals(DemoMailbox.ADDRESS))
                .findFirst();
        if (help.isPresent() && claim()) {
            application.setUp(
                    KEY,
                    help.get().id(),
                    "Pennyfold",
                    Map.of(
                            "en",
                            "Hello. Something not as it should be? Write to us, Mara and her colleagues answer.",
                            "de",
                            "Guten Tag. Etwas ist nicht, wie es sein soll? Schreiben Sie uns, Mara und ihr Team antworten."));
        }
    }

    private boolean claim() {
        return jdbc.sql("""
                        insert into installation (key, value) values ('demo-messenger', :at)
                        on conflict (key) do nothing
                        """).param("at", clock.instant().toString()).update() == 1;
    }
}

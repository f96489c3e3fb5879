package io.keepwell.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.testing.KeepwellProcess;
import io.keepwell.testing.PostOffice;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Asking outlives the process: killed at whatever moment, everybody has one letter or is shown as uncertain.
@Tag("process")
class AskingKillTests {

    private static final String US = "asks@shop.test";
    private static final int PEOPLE = 40;

    /// So many connections to one mail server are open at most.
    private static final int ABREAST = 4;

    @Test
    @DisplayName("decisions, sending: killed while a wave is on its way, everybody is asked once or is uncertain")
    void everybodyOnce() throws SQLException, InterruptedException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        try (var office = PostOffice.open(US);
                var keepwell = KeepwellProcess.start()) {
            keepwell.api().post("/api/v1/mailboxes", """
                    {'address':'%s','name':'Shop','acknowledge':false,'existing':'ignore',
                     'imap':{'host':'127.0.0.1','port':%d,'username':'%s','password':'secret','security':'none'},
                     'smtp':{'host':'127.0.0.1','port':%d,'username':null,'password':null,'security':'none'}}
                    """.formatted(US, office.imapPort(), US, office.smtpPort()));
            var survey = keepwell.api()
                    .post(
                            "/api/v1/surveys",
                            "{'type':'nps','name':'How are we','channel':'email','privacy':'identified'}")
                    .json()
                    .path("id")
                    .asString();
            var people = IntStream.range(0, PEOPLE)
                    .mapToObj(i -> "'email:" + person(i) + "'")
                    .collect(Collectors.joining(","));
            var wave = keepwell.api()
                    .post("/api/v1/surveys/" + survey + "/waves", "{'customers':[" + people + "]}")
                    .json();
            assertThat(wave.path("invited").asInt()).as(wave.toString()).isEqualTo(PEOPLE);

            killOnce(keepwell, random);

            Awaitility.await("seed " + seed)
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> number(keepwell, "state in ('planned', 'queued', 'sending')") == 0);
            assertThat(number(keepwell, "true")).isEqualTo(PEOPLE);
            assertThat(number(keepwell, "state not in ('sent', 'uncertain')"))
                    .as("seed %d", seed)
                    .isZero();
            assertThat(number(keepwell, "state = 'uncertain'"))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(ABREAST);
            assertThat(number(keepwell, "letter_id is null or asked_at is null or token_hash is null"))
                    .as("seed %d", seed)
                    .isZero();
            for (int i = 0; i < PEOPLE; i++) {
                int sent = number(keepwell, """
                        state = 'sent' and customer_id = (select customer_id from customer_identifier where value = '%s')
                        """.formatted(person(i)));
                assertThat(office.inbox(person(i)))
                        .as("seed %d, person %d", seed, i)
                        .hasSizeBetween(sent, 1);
            }
        }
    }

    /// Kills it once a random number of letters have been written or have left, and starts it again.
    private static void killOnce(KeepwellProcess keepwell, Random random) throws SQLException, InterruptedException {
        int enough = 1 + random.nextInt(PEOPLE * 2 / 3);
        var far = random.nextBoolean() ? "letter_id is not null" : "state = 'sent'";
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (number(keepwell, far) < enough && System.nanoTime() < end) {
            Thread.sleep(1 + random.nextInt(10));
        }
        keepwell.kill();
        keepwell.run();
    }

    private static int number(KeepwellProcess keepwell, String condition) throws SQLException {
        try (var connection = connect(keepwell);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from survey_invitation where " + condition)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(KeepwellProcess keepwell) throws SQLException {
        var access = keepwell.database();
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }

    private static String person(int n) {
        return "p%d@asked.test".formatted(n);
    }
}

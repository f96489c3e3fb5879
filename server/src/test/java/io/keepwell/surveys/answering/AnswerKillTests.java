package io.keepwell.surveys.answering;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.surveys.SurveyPrivacy;
import io.keepwell.testing.KeepwellProcess;
import io.keepwell.testing.Visitor;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// The process dies while people answer.
@Tag("process")
class AnswerKillTests {

    private static final int PEOPLE = 40;
    private static final Pattern NONCE = Pattern.compile("name=\"nonce\" value=\"([^\"]+)\"");

    @Test
    @DisplayName(
            "3.6.1: after a kill there is an answer and its follow-up, or neither; and what was thanked for is there")
    void anAnswerAndItsFollowUpOrNeither() throws Exception {
        try (var keepwell = KeepwellProcess.start()) {
            var database = keepwell.database();
            var jdbc = JdbcClient.create(
                    new DriverManagerDataSource(database.url(), database.user(), database.password()));
            int port = URI.create(keepwell.url()).getPort();
            var asked = new Asked(jdbc, Clock.systemUTC(), port, SurveyPrivacy.IDENTIFIED, "email");
            var people = new ArrayList<Asked.Person>();
            for (int i = 0; i < PEOPLE; i++) {
                people.add(asked.person("Person " + i));
            }
            var forms = people.stream()
                    .map(it -> new Visitor(port).get(it.link()).body())
                    .toList();
            var thanked = java.util.Collections.synchronizedList(new ArrayList<UUID>());
            var some = new CountDownLatch(8);
            try (var threads = Executors.newFixedThreadPool(6)) {
                for (int i = 0; i < PEOPLE; i++) {
                    var person = people.get(i);
                    var nonce = NONCE.matcher(forms.get(i));
                    assertThat(nonce.find()).isTrue();
                    threads.submit(() -> {
                        var answer =
                                new Visitor(port).post(person.link(), asked.scoreField(), "2", "nonce", nonce.group(1));
                        if (answer.statusCode() == 302) {
                            thanked.add(person.customer());
                            some.countDown();
                        }
                    });
                }
                assertThat(some.await(60, TimeUnit.SECONDS)).isTrue();
                keepwell.kill();
            }
            keepwell.run();

            var answered = customers(jdbc, "select customer_id from survey_answer where state = 'counted'");
            assertThat(answered)
                    .containsExactlyInAnyOrderElementsOf(customers(jdbc, "select customer_id from follow_up"))
                    .containsAll(thanked);
            // and who was cut off answers by the same link
            var left = people.stream()
                    .filter(it -> !answered.contains(it.customer()))
                    .findFirst();
            if (left.isPresent()) {
                var page = new Visitor(port);
                var nonce = NONCE.matcher(page.get(left.get().link()).body());
                assertThat(nonce.find()).isTrue();
                assertThat(page.post(left.get().link(), asked.scoreField(), "2", "nonce", nonce.group(1))
                                .statusCode())
                        .isEqualTo(302);
            }
        }
    }

    private static List<UUID> customers(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query((row, n) -> row.getObject(1, UUID.class)).list();
    }
}

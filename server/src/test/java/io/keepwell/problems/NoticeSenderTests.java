package io.keepwell.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keepwell.conversations.Channel;
import io.keepwell.conversations.Conversations;
import io.keepwell.conversations.Opening;
import io.keepwell.customers.Customers;
import io.keepwell.shared.EmailAddress;
import io.keepwell.testing.Api;
import io.keepwell.testing.FreshInstallation;
import io.keepwell.testing.WholeApplication;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Notices of which one cannot be written. The database refuses to write chosen rows, which stands for whatever
/// may be wrong with one of thousands.
@WholeApplication
class NoticeSenderTests {

    @LocalServerPort
    int port;

    @Autowired
    Problems problems;

    @Autowired
    Broadcasts broadcasts;

    @Autowired
    NoticeSender sender;

    @Autowired
    Conversations conversations;

    @Autowired
    Customers customers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @BeforeEach
    void aMailbox() {
        jdbc.sql("""
                        insert into mailbox (id, address, name, connected_at, created_at)
                        select :id, :address, 'Pennyfold support', now(), now()
                         where not exists (select 1 from mailbox)
                        """)
                .param("id", UUID.randomUUID())
                .param("address", UUID.randomUUID() + "@shop.test")
                .update();
    }

    @AfterEach
    void heal() {
        jdbc.sql("drop trigger if exists poison on notice").update();
        jdbc.sql("drop function if exists poison()").update();
    }

    @Test
    @DisplayName("PR5, PR11: one person who cannot be told keeps nobody else from it, is shown, and is tried again")
    void onePoisonedRowSpoilsNoOther() {
        var people = people(3);
        var problem = problem(people);
        var after = people(1);
        var other = problem(after);
        poison("new.customer_id = '%s'".formatted(people.get(1)), "P0001");
        var broadcast = fix(problem);
        fix(other);

        quietly(sender::sendAll);

        await(() -> assertThat(states(problem)).containsExactlyInAnyOrder("sent", "failed", "sent"));
        await(() -> assertThat(states(other)).containsExactly("sent"));
        var failed = broadcasts.ledger(problem).stream()
                .filter(notice -> notice.customer().equals(people.get(1)))
                .findFirst()
                .orElseThrow();
        assertThat(failed.state()).isEqualTo(NoticeState.FAILED);
        assertThat(failed.reason()).isEqualTo("not-written");
        await(() -> assertThat(broadcasts.get(broadcast).state()).isEqualTo(BroadcastState.DONE));

        heal();
        assertThat(again(failed.id())).isEqualTo(200);
        await(() -> assertThat(states(problem)).containsOnly("sent"));
        assertThat(messages(people.get(1))).isEqualTo(1);
        assertThat(again(failed.id())).isEqualTo(409);
        assertThat(again(UUID.randomUUID())).isEqualTo(404);
    }

    @Test
    @DisplayName("PR5: what would be wrong news by now is not tried again")
    void oldNewsIsNotTriedAgain() {
        var people = people(1);
        var problem = problem(people);
        poison("new.customer_id = '%s'".formatted(people.getFirst()), "P0001");
        fix(problem);
        quietly(sender::sendAll);
        await(() -> assertThat(states(problem)).containsExactly("failed"));
        heal();
        broadcasts.reopen(problem, "It is back", Announcement.of("It has come back.", Duration.ZERO));

        var notice = broadcasts.ledger(problem).getFirst().id();

        assertThat(again(notice)).isEqualTo(409);
    }

    @Test
    @DisplayName("3.7.16: troubles of the database are nobody's fault: the row stays queued and leaves afterwards")
    void passingTroubleTravels() {
        var people = people(2);
        var problem = problem(people);
        poison("new.customer_id = '%s'".formatted(people.getFirst()), "40001");
        fix(problem);

        assertThatThrownBy(sender::sendAll).isInstanceOf(ConcurrencyFailureException.class);
        assertThat(states(problem)).containsExactly("queued", "queued");

        heal();
        await(() -> assertThat(states(problem)).containsOnly("sent"));
        assertThat(messages(people.getFirst())).isEqualTo(1);
    }

    @Test
    @DisplayName("PR5: ten in a row that cannot be written stop the broadcast, and a person lets it go on")
    void manyInARowStopIt() {
        var people = people(12);
        var problem = problem(people);
        poison("new.problem_id = '%s'".formatted(problem), "P0001");
        var broadcast = fix(problem);

        quietly(sender::sendAll);

        await(() -> assertThat(broadcasts.get(broadcast).state()).isEqualTo(BroadcastState.PAUSED));
        assertThat(states(problem)).filteredOn("failed"::equals).hasSize(10);
        assertThat(states(problem)).filteredOn("queued"::equals).hasSize(2);
        heal();
        broadcasts.resume(broadcast);
        await(() -> assertThat(states(problem)).filteredOn("sent"::equals).hasSize(2));
        assertThat(api().post("/api/v1/problems/broadcasts/" + broadcast + "/try-again", "{}")
                        .json()
                        .path("people")
                        .asInt())
                .isEqualTo(10);
        await(() -> assertThat(states(problem)).containsOnly("sent"));
    }

    private int again(UUID notice) {
        return api().post("/api/v1/problems/notices/" + notice + "/try-again", "{}")
                .status();
    }

    private Api api() {
        return new Api("http://127.0.0.1:" + port, FreshInstallation.ADMIN_TOKEN);
    }

    private List<UUID> people(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> customers
                        .meet(
                                new EmailAddress(UUID.randomUUID() + "@poison.test"),
                                "Ana Ribeiro",
                                Locale.ENGLISH,
                                clock.instant())
                        .id())
                .sorted()
                .toList();
    }

    private UUID problem(List<UUID> people) {
        var problem = problems.create(new NewProblem("No sync", "No sync", null, null, Severity.SLOWS, null))
                .id();
        for (var person : people) {
            var conversation =
                    conversations.open(new Opening(person, Channel.API, null, "No sync", "It does not sync.", null));
            problems.link(problem, conversation.id(), LinkKind.CAUSED_BY, null);
        }
        return problem;
    }

    private UUID fix(UUID problem) {
        return broadcasts
                .fix(problem, "We look twice.", Announcement.of("It works again.", Duration.ZERO))
                .orElseThrow()
                .id();
    }

    /// Whatever else is broken in the tables that all tests share is not asked about here.
    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException broken) {
            assertThat(broken).isNotInstanceOf(NullPointerException.class);
        }
    }

    private void poison(String condition, String code) {
        jdbc.sql("""
                create function poison() returns trigger language plpgsql as $$
                begin
                    if new.state = 'sending' and new.token is distinct from old.token and %s then
                        raise exception 'poisoned' using errcode = '%s';
                    end if;
                    return new;
                end $$
                """.formatted(condition, code)).update();
        jdbc.sql("create trigger poison before update on notice for each row execute function poison()")
                .update();
    }

    private List<String> states(UUID problem) {
        return broadcasts.ledger(problem).stream()
                .filter(notice -> notice.stage() == NoticeStage.FIXED)
                .map(notice -> leaving(notice.state().word()))
                .toList();
    }

    /// What lies in the outbox has left as far as the ledger goes: the mail server of the mailbox may be
    /// one that another test has stopped.
    private static String leaving(String state) {
        return state.equals("sending") ? "sent" : state;
    }

    private int messages(UUID customer) {
        return jdbc.sql("""
                        select count(*)::int
                          from message m
                          join conversation c on c.id = m.conversation_id
                         where c.customer_id = :customer
                           and m.type = 'notice'
                        """).param("customer", customer).query(Integer.class).single();
    }

    /// Sends at once what may leave, which else a job does now and then.
    private void await(org.awaitility.core.ThrowingRunnable assertion) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            quietly(sender::sendAll);
            assertion.run();
        });
    }
}

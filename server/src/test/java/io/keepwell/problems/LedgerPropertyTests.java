package io.keepwell.problems;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.conversations.Channel;
import io.keepwell.conversations.Conversations;
import io.keepwell.conversations.Opening;
import io.keepwell.customers.Customers;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Refusal;
import io.keepwell.testing.WholeApplication;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The ledger under random sequences of everything that can happen to it (3.7.17). A run is named by its seed, and the
/// seed alone decides it.
@WholeApplication
class LedgerPropertyTests {

    private static final int RUNS = 30;
    private static final int STEPS = 60;

    @Autowired
    Problems problems;

    @Autowired
    Broadcasts broadcasts;

    @Autowired
    NoticeSender sender;

    @Autowired
    NoticeStore ledger;

    @Autowired
    Conversations conversations;

    @Autowired
    Customers customers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    static List<Long> seeds() {
        var fresh = new Random();
        return fresh.longs(RUNS).boxed().toList();
    }

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

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName(
            "3.7.17: nobody hears the same twice, nobody told is left without an end, and corrections reach whom they correct")
    void keepsItsPromises(long seed) {
        new Run(new Random(seed)).go();
    }

    private final class Run {

        private final Random random;
        private final List<UUID> people = new ArrayList<>();
        private final List<UUID> threads = new ArrayList<>();
        private final List<UUID> known = new ArrayList<>();
        private final Set<UUID> written = new HashSet<>();
        private final Set<UUID> gone = new HashSet<>();
        private final List<String> deeds = new ArrayList<>();

        Run(Random random) {
            this.random = random;
        }

        void go() {
            for (int i = 0; i < 6; i++) {
                var email = new EmailAddress(UUID.randomUUID() + "@ledger.test");
                people.add(customers
                        .meet(email, "Ana Ribeiro", Locale.ENGLISH, clock.instant())
                        .id());
            }
            for (int i = 0; i < 9; i++) {
                threads.add(conversations
                        .open(new Opening(people.get(i % 5), Channel.API, null, "Sync", "It does not sync.", null))
                        .id());
            }
            for (int i = 0; i < 3; i++) {
                known.add(problems.create(
                                new NewProblem("Problem " + i, "Problem " + i, null, null, Severity.SLOWS, null))
                        .id());
            }
            for (int i = 0; i < STEPS; i++) {
                try {
                    step();
                } catch (Refusal refused) {
                    // a no is an answer: what stood before stands
                    deeds.add("refused: " + refused.sentence());
                }
                sender.sendAll();
                check();
            }
        }

        private void step() {
            var problem = any(known);
            var said = Announcement.of("Words", random.nextBoolean() ? Duration.ZERO : Duration.ofHours(1));
            int deed = random.nextInt(28);
            deeds.add(deed + " on " + known.indexOf(problem));
            switch (deed) {
                case 0, 1, 2, 3 -> problems.link(problem, any(threads), LinkKind.CAUSED_BY, null);
                case 4 -> problems.link(problem, any(threads), LinkKind.RELATED, null);
                case 5 -> problems.unlink(problem, any(threads));
                case 6 -> problems.deny(problem, any(people));
                case 7 -> problems.allow(problem, any(people));
                case 8 -> problems.expose(problem, any(people));
                case 9, 10, 11 -> broadcasts.announce(problem, said);
                case 12, 13 -> broadcasts.update(problem, said);
                case 14, 15, 16 -> fix(problem, said);
                case 17, 18 -> reopen(problem, said);
                case 19 -> broadcasts.tellRest(problem, said);
                case 20 -> {
                    var latest = broadcasts.of(problem);
                    if (!latest.isEmpty()) {
                        broadcasts.cancel(latest.getFirst().id());
                    }
                }
                case 21 -> problems.merge(problem, any(known));
                case 22 -> problems.unmerge(problem);
                case 23, 24, 25, 26 ->
                    jdbc.sql(
                                    "update broadcast set hold_until = now() where state = 'held' and problem_id in (:problems)")
                            .param("problems", known)
                            .update();
                default -> {
                    var person = any(people);
                    if (gone.isEmpty()) {
                        forget(person);
                    }
                }
            }
        }

        private void fix(UUID problem, Announcement said) {
            broadcasts.fix(problem, "Another cable", said);
            var now = problems.get(problem);
            assertThat(ledger.toTellFixed(now.id(), now.episode()))
                    .as("3.7.5: at the fix everybody hit or told has a row; %s", deeds)
                    .isEmpty();
            var told = people("""
                    select t.person_id from problem_family(:problem, :episode) f
                      join problem_told t on t.problem_id = f.problem_id and t.episode = f.episode
                     where t.stage <> 'fixed' and t.told
                    """, now);
            assertThat(people("""
                            select t.person_id from problem_family(:problem, :episode) f
                              join problem_told t on t.problem_id = f.problem_id and t.episode = f.episode
                             where t.stage = 'fixed' and t.state <> 'cancelled'
                            """, now))
                    .as("3.7.17: nobody told is without a row at the fix; %s", deeds)
                    .containsAll(told);
        }

        private void reopen(UUID problem, Announcement said) {
            var before = problems.get(problem);
            var heard = Set.copyOf(ledger.toCorrect(before.id(), before.episode()));
            broadcasts.reopen(problem, "It is back", said);
            var corrected = people("""
                    select person_id from problem_told
                     where problem_id = :problem and episode = :episode and stage = 'correction'
                    """, problems.get(problem));
            assertThat(corrected)
                    .as("3.7.9: those told fixed are corrected, and nobody else; %s", deeds)
                    .isEqualTo(heard);
        }

        private Set<UUID> people(String sql, Problem problem) {
            return Set.copyOf(jdbc.sql(sql)
                    .param("problem", problem.id())
                    .param("episode", problem.episode())
                    .query((row, n) -> row.getObject("person_id", UUID.class))
                    .list());
        }

        private void forget(UUID person) {
            jdbc.sql("update customer set erased_at = now() where id = :id")
                    .param("id", person)
                    .update();
            gone.add(person);
        }

        private void check() {
            var fresh = jdbc.sql("""
                            select t.id, t.person_id, t.stage, n.message_id,
                                   (select count(*)
                                      from problem_root(t.problem_id, t.episode) r
                                     cross join problem_family(r.problem_id, r.episode) f
                                      join problem_told o on o.problem_id = f.problem_id and o.episode = f.episode
                                     where o.person_id = t.person_id
                                       and o.told
                                       and case when t.stage = 'update'
                                                then o.stage = 'update' and o.problem_id = t.problem_id and o.sequence = t.sequence
                                                when t.stage = 'fixed' then o.stage = 'fixed'
                                                else o.stage in ('known', 'correction') end) as same
                              from problem_told t
                              join notice n on n.id = t.id
                             where n.message_id is not null
                               and t.problem_id in (:problems)
                            """)
                    .param("problems", known)
                    .query((row, n) -> Map.of(
                            "id", row.getObject("message_id", UUID.class),
                            "person", row.getObject("person_id", UUID.class),
                            "same", row.getInt("same"),
                            "stage", row.getString("stage")))
                    .list();
            for (var notice : fresh) {
                if (written.add((UUID) notice.get("id"))) {
                    assertThat(notice.get("same"))
                            .as("3.7.13, 3.7.17: nobody hears %s twice in an episode; %s", notice.get("stage"), deeds)
                            .isEqualTo(1);
                    assertThat(gone)
                            .as("an erased person hears nothing; %s", deeds)
                            .doesNotContain((UUID) notice.get("person"));
                }
            }
        }

        private <T> T any(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }
    }
}

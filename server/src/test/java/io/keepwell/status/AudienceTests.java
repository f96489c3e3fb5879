package io.keepwell.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.keepwell.problems.Areas;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.testing.WholeApplication;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who is told what, over random sequences of everything that can happen, against the rule in its plainest
/// words.
@WholeApplication
class AudienceTests {

    private static final int STEPS = 60;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Areas areas;

    @Autowired
    StatusSetup setup;

    @Autowired
    Incidents incidents;

    @Autowired
    SubscriberStore subscribers;

    private final Map<UUID, @Nullable UUID> groupOf = new HashMap<>();
    private final Map<UUID, Scope> scopes = new HashMap<>();
    private final Set<UUID> told = new HashSet<>();
    private final List<UUID> parts = new ArrayList<>();
    private final List<UUID> groups = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    @DisplayName("3.10.2, 3.10.3, 3.10.8: of each post hear those who want to now and those who heard before; of an end"
            + " these alone")
    void tellsWhomTheRuleNames(long seed) {
        var random = new Random(seed);
        setup.change(new StatusSettings(true, null, "Pennyfold", "", "#0f766e", null));
        for (int i = 0; i < 2; i++) {
            groups.add(setup.group(null, "Group " + UUID.randomUUID(), i).id());
        }
        for (int i = 0; i < 4; i++) {
            parts.add(place(areas.create("Part " + UUID.randomUUID(), null).id(), random));
        }
        var incident = incidents.publish(new NewIncident(
                "Random",
                "",
                IncidentState.INVESTIGATING,
                hits(random),
                null,
                null,
                null,
                Telling.nobody("first without anybody")));
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(6)) {
                case 0 -> subscribe(random, incident.id());
                case 1 -> leave(random);
                case 2 -> place(area(pick(parts, random)), random);
                default -> say(incident.id(), random);
            }
        }
    }

    /// Other tests share this application and know of no status page.
    @AfterEach
    void thePageIsClosed() {
        setup.change(new StatusSettings(false, null, "Pennyfold", "", "#0f766e", null));
    }

    private void say(UUID id, Random random) {
        var before = incidents.get(id);
        var state = pick(IncidentState.OF_INCIDENTS, random);
        var hits = random.nextBoolean() ? hits(random) : before.hits();
        boolean tell = random.nextInt(4) > 0;
        var telling = tell ? Telling.EVERYBODY : Telling.nobody("quiet");
        Post post;
        try {
            post = incidents.update(id, new Incidents.Said(random.nextBoolean() ? "Words" : "", state, hits, telling));
        } catch (InvalidRequest nothingNew) {
            return;
        }
        var expected = new HashSet<UUID>();
        if (tell) {
            scopes.forEach((subscriber, scope) -> {
                boolean wants = scope.everything()
                        || id.equals(scope.incident())
                        || hits.stream()
                                .anyMatch(hit -> hit.component().equals(scope.component())
                                        || scope.group() != null
                                                && scope.group().equals(groupOf.get(hit.component())));
                if (told.contains(subscriber) || (wants && !state.over())) {
                    expected.add(subscriber);
                }
            });
        }
        var rows = jdbc.sql("select subscriber_id from status_mail where post_id = :post and subscriber_id is not null")
                .param("post", post.id())
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        assertThat(rows).doesNotHaveDuplicates();
        assertThat(rows.stream().filter(scopes::containsKey))
                .as("%s after %s", post.kind(), before.state())
                .containsExactlyInAnyOrderElementsOf(expected);
        told.addAll(expected);
    }

    private void subscribe(Random random, UUID incident) {
        var scope = switch (random.nextInt(4)) {
            case 0 -> Scope.EVERYTHING;
            case 1 -> new Scope(pick(parts, random), null, null);
            case 2 -> new Scope(null, pick(groups, random), null);
            default -> new Scope(null, null, incident);
        };
        var at = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var made =
                subscribers.of(new EmailAddress(UUID.randomUUID() + "@audience.test"), Ids.next(), Locale.GERMAN, at);
        subscribers.confirm(made.id(), at);
        subscribers.add(made.id(), List.of(scope));
        scopes.put(made.id(), scope);
    }

    private void leave(Random random) {
        if (!scopes.isEmpty()) {
            var gone = pick(List.copyOf(scopes.keySet()), random);
            subscribers.delete(gone);
            scopes.remove(gone);
            told.remove(gone);
        }
    }

    private UUID place(UUID area, Random random) {
        var group = random.nextInt(3) == 0 ? null : pick(groups, random);
        var part = setup.show(area, "", group, 0, true);
        groupOf.put(part.id(), group);
        return part.id();
    }

    private UUID area(UUID part) {
        return setup.components().stream()
                .filter(it -> it.id().equals(part))
                .findFirst()
                .orElseThrow()
                .area();
    }

    private List<Hit> hits(Random random) {
        return parts.stream()
                .filter(part -> random.nextInt(3) == 0)
                .map(part -> new Hit(part, ComponentState.PARTIAL))
                .toList();
    }

    private static <T> T pick(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}

package io.keepwell.demo;

import static java.time.ZoneOffset.UTC;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/// What Pennyfold knows of its customers: the bank they have joined, the plan they pay, the app they use, where they
/// live. Drawn from a chance of its own, so that the rest of the company stays as it is.
final class PastTraits {

    /// The bank whose sync fails, and the conversations about that.
    private static final String TROUBLED = "Nordbank";

    private static final String TROUBLE = "nordbank";

    private static final List<String> GERMAN_BANKS =
            List.of("Havenbank", "Elbbank", TROUBLED, "Alpenkasse", "Marktbank");
    private static final List<String> OTHER_BANKS =
            List.of("Havenbank", "Meridian Bank", "Tidebank", "Elbbank", TROUBLED);

    private record Known(UUID customer, String name, String value, Instant since) {}

    private final JdbcTemplate jdbc;
    private final Happenstance chance;

    PastTraits(JdbcTemplate jdbc, long seed) {
        this.jdbc = jdbc;
        this.chance = new Happenstance(seed);
    }

    void plant(Pennyfold company) {
        var hit = company.talks().stream()
                .filter(talk -> talk.scene().name().equals(TROUBLE))
                .map(talk -> talk.person().id())
                .collect(Collectors.toSet());
        var known = company.people().stream()
                .flatMap(person -> traits(person, hit.contains(person.id())).entrySet().stream()
                        .map(trait -> new Known(person.id(), trait.getKey(), trait.getValue(), person.since())))
                .toList();
        jdbc.batchUpdate("""
                insert into customer_trait (customer_id, name, value, at, received_at)
                values (?, ?, to_jsonb(?::text), ?, ?)
                """, known, 500, (row, trait) -> {
            row.setObject(1, trait.customer());
            row.setString(2, trait.name());
            row.setString(3, trait.value());
            row.setObject(4, trait.since().atOffset(UTC));
            row.setObject(5, trait.since().atOffset(UTC));
        });
    }

    private Map<String, String> traits(Person person, boolean hit) {
        var traits = new LinkedHashMap<String, String>();
        var bank = person.german()
                ? GERMAN_BANKS.get(chance.weighted(30, 26, 18, 16, 10))
                : OTHER_BANKS.get(chance.weighted(34, 26, 22, 10, 8));
        traits.put("bank", hit ? TROUBLED : bank);
        traits.put(
                "plan",
                person.account().onePerson()
                        ? List.of("free", "plus", "family").get(chance.weighted(45, 40, 15))
                        : "team");
        traits.put("app_version", List.of("4.8.2", "4.8.1", "4.7.5", "4.6.0").get(chance.weighted(60, 22, 12, 6)));
        traits.put("platform", List.of("iOS", "Android", "web").get(chance.weighted(45, 40, 15)));
        traits.put("region", region(person));
        return traits;
    }

    private String region(Person person) {
        var country = person.locale().getCountry();
        if (!country.isEmpty()) {
            return country;
        }
        return person.german()
                ? List.of("DE", "AT", "CH").get(chance.weighted(80, 12, 8))
                : List.of("GB", "IE", "PT", "SE", "NL").get(chance.weighted(50, 15, 12, 12, 11));
    }
}

package io.keepwell.demo;

import io.keepwell.conversations.AcknowledgementText.Wording;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The simulated company: a personal-finance app, its customers and six weeks of letters. The same seed and the same
/// instant give the same company.
///
/// @param people its customers
/// @param talks  its conversations, oldest first
record Pennyfold(List<Person> people, List<Talk> talks) {

    private static final int TALKS = 350;
    private static final int ABOUT_NORDBANK = 13;
    static final Duration PAST = Duration.ofDays(42);

    /// How likely people write in each hour of the day.
    private static final int[] HOURS = {1, 1, 0, 0, 0, 1, 3, 7, 11, 12, 10, 8, 9, 8, 7, 6, 6, 7, 8, 10, 11, 8, 5, 2};

    /// @param wordings how letters are acknowledged, by language
    static Pennyfold of(long seed, Instant now, ZoneId zone, Function<Locale, Wording> wordings) {
        return new Making(seed, now, zone, wordings).company();
    }

    private static final class Making {

        private final Happenstance chance;
        private final Instant now;
        private final ZoneId zone;
        private final Instant trouble;
        private final List<Person> people;
        private final Storyteller storyteller;
        private final Map<String, Scene> scenes;
        private final List<Talk> talks = new ArrayList<>();
        private final Set<String> told = new HashSet<>();

        Making(long seed, Instant now, ZoneId zone, Function<Locale, Wording> wordings) {
            this.chance = new Happenstance(seed);
            this.now = now;
            this.zone = zone;
            this.trouble = lastTuesday();
            this.people = Cast.of(chance, now);
            this.storyteller = new Storyteller(chance, zone, now, trouble, wordings);
            this.scenes = Stream.of("en", "de")
                    .flatMap(language -> Stream.of("scenes_", "waiting_")
                            .flatMap(file -> Scenes.of(file + language).stream()
                                    .map(scene -> Map.entry(language + " " + scene.name(), scene))))
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, java.util.LinkedHashMap::new));
        }

        Pennyfold company() {
            waiting();
            histories();
            nordbank();
            ordinary();
            return new Pennyfold(
                    people,
                    talks.stream()
                            .sorted(Comparator.comparing(Talk::openedAt).thenComparing(Talk::id))
                            .toList());
        }

        private void waiting() {
            for (var planned : new Waiting(new OfficeHours(zone), now).all()) {
                var scene = scene(planned.language(), planned.scene());
                var person = planned.person() < 0 ? somebody(planned.language()) : people.get(planned.person());
                talks.add(storyteller.wait(scene, person, planned.openedAt(), planned.answers(), planned.trait()));
                told.add(person.email());
            }
        }

        /// What the people of the waiting conversations have been through with us before.
        private void histories() {
            earlier(0, "export-wrong", 37);
            earlier(0, "praise-support", 30);
            earlier(0, "report-year", 25);
            earlier(0, "export-wrong", 16);
            earlier(0, "sub-price", 10);
            earlier(7, "receipts-lost", 33);
            earlier(2, "sub-invoice", 21);
            earlier(8, "company", 14);
            earlier(5, "sync-slow", 27);
        }

        private void earlier(int person, String scene, int days) {
            var morning =
                    now.minus(Duration.ofDays(days)).atZone(zone).withHour(9).withMinute(chance.between(2, 57));
            var talk = storyteller.tell(scene("en", scene), people.get(person), morning.toInstant());
            talks.add(talk.orElseThrow());
        }

        private void nordbank() {
            for (int i = 0, tries = 0; i < ABOUT_NORDBANK && tries < 200; tries++) {
                var at = moment(trouble.plus(Duration.ofHours(4)));
                var language = i % 4 == 3 ? "de" : "en";
                if (add(scene(language, "nordbank"), somebody(language), at)) {
                    i++;
                }
            }
        }

        private void ordinary() {
            while (talks.size() < TALKS) {
                var person = frequent();
                var language = person.german() ? "de" : "en";
                var common = scenes.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(language + " "))
                        .map(Map.Entry::getValue)
                        .filter(scene -> scene.weight() > 0)
                        .toList();
                var scene = common.get(
                        chance.weighted(common.stream().mapToInt(Scene::weight).toArray()));
                add(scene, person, moment(now.minus(PAST)));
            }
        }

        private boolean add(Scene scene, Person person, Instant at) {
            if (!person.since().isBefore(at) || !told.add(person.email() + " " + scene.name())) {
                return false;
            }
            Optional<Talk> talk = storyteller.tell(scene, person, at);
            talk.ifPresent(talks::add);
            return talk.isPresent();
        }

        /// Some people write often, most seldom or never; those who wait now have said enough.
        private Person frequent() {
            while (true) {
                double share = chance.random().nextDouble();
                var person = people.get((int) (people.size() * share * Math.sqrt(share)));
                if (!told.contains(person.email())) {
                    return person;
                }
            }
        }

        private Person somebody(String language) {
            while (true) {
                var person = people.get(chance.between(40, people.size() - 1));
                if (person.locale().getLanguage().equals(language)
                        && person.name() != null
                        && !told.contains(person.email())) {
                    return person;
                }
            }
        }

        /// An instant between `from` and now, by the hours in which people write.
        private Instant moment(Instant from) {
            while (true) {
                long seconds = Duration.between(from, now).toSeconds();
                var at = from.plusSeconds((long) (chance.random().nextDouble() * seconds));
                var local = at.atZone(zone);
                boolean weekend =
                        local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
                if (chance.between(1, 12) <= HOURS[local.getHour()] && (!weekend || chance.chance(45))) {
                    return at;
                }
            }
        }

        private Scene scene(String language, String name) {
            return Optional.ofNullable(scenes.get(language + " " + name)).orElseThrow();
        }

        private Instant lastTuesday() {
            return now.minus(Duration.ofDays(1))
                    .atZone(zone)
                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.TUESDAY))
                    .withHour(2)
                    .withMinute(40)
                    .truncatedTo(java.time.temporal.ChronoUnit.MINUTES)
                    .toInstant();
        }
    }
}

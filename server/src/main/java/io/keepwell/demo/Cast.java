package io.keepwell.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.demo.Person.Account;
import io.keepwell.demo.Person.Manner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/// The customers of Pennyfold: those that the waiting conversations speak of, and many more.
final class Cast {

    private static final int SIZE = 300;

    /// Domains that belong to nobody (RFC 2606), so that no letter could ever reach anybody.
    private static final List<String> ENGLISH_DOMAINS =
            List.of("mailfox.example", "brightpost.example", "letterbox.example", "inkwell.example", "seabird.example");

    private static final List<String> GERMAN_DOMAINS =
            List.of("briefkasten.example", "postbote.example", "nordpost.example", "mailfox.example");

    private static final List<String> NAMELESS = List.of(
            "sunnyside.77",
            "kassenwart",
            "jt1983",
            "the.gardener",
            "bluebird",
            "mondschein",
            "m.k.privat",
            "two.cats",
            "lighthouse9",
            "radlerin",
            "old.oak",
            "tea.at.five",
            "hausmeister",
            "northern.line",
            "papierflieger",
            "quietriver",
            "zahlenfreund",
            "fern.and.moss",
            "donnerstag",
            "pottery.shed",
            "k.u.l.",
            "winterapfel",
            "halfmarathon",
            "allotment23");

    private final Happenstance chance;
    private final Instant now;
    private final List<Person> people = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final List<Account> companies = new ArrayList<>();

    private Cast(Happenstance chance, Instant now) {
        this.chance = chance;
        this.now = now;
    }

    /// A country's share of the customers and the names there.
    private record Country(int weight, Locale locale, List<String> first, List<String> last) {}

    /// All customers; the ones the waiting conversations speak of come first, in the order of `Waiting`.
    static List<Person> of(Happenstance chance, Instant now) {
        var cast = new Cast(chance, now);
        cast.companies();
        cast.known();
        cast.nameless();
        cast.others();
        return List.copyOf(cast.people);
    }

    private void companies() {
        for (var name : List.of(
                "Harbour Works",
                "Clínica do Rio",
                "Brückner Orgelbau",
                "Oat & Rye Bakery",
                "Studio Lindgren",
                "Tidewater Rowing Club",
                "Nordlicht Software",
                "Ferris & Daughters",
                "Kindergarten Sonnenhof",
                "Meadow Vets",
                "Atelier Garnier",
                "Bergbahn Alpfried")) {
            var since = now.minus(Duration.ofDays(chance.between(500, 2400)));
            companies.add(new Account(chance.id(since), name, false, since));
        }
    }

    private void known() {
        known("Rosalind Achebe", "rosalind.achebe@letterbox.example", Locale.ENGLISH, 3010, null, Manner.FORMAL);
        known("Pieter van Dam", "pieter.vandam@mailfox.example", Locale.ENGLISH, 1240, null, Manner.WARM);
        known("Elif Aydın", "elif.aydin@harbour-works.example", Locale.ENGLISH, 820, companies.get(0), Manner.FORMAL);
        known("Sofia Lindqvist", "sofia.lindqvist@seabird.example", Locale.ENGLISH, 1460, null, Manner.BRISK);
        known("Tomáš Novák", "tomas.novak@brightpost.example", Locale.ENGLISH, 610, null, Manner.WARM);
        known("Aoife Brennan", "aoife.brennan@inkwell.example", Locale.ENGLISH, 930, null, Manner.WARM);
        known("Marta Kowalczyk", "marta.kowalczyk@mailfox.example", Locale.ENGLISH, 1105, null, Manner.WARM);
        known("Ewan MacLeod", "ewan.macleod@letterbox.example", Locale.ENGLISH, 1820, null, Manner.FORMAL);
        known(
                "Beatriz Carvalho",
                "beatriz.carvalho@clinica-do-rio.example",
                Locale.ENGLISH,
                240,
                companies.get(1),
                Manner.FORMAL);
        known("Priya Raman", "priya.raman@inkwell.example", Locale.ENGLISH, 980, null, Manner.WARM);
        known(null, "dora1948@brightpost.example", Locale.ENGLISH, 140, null, Manner.PHONE);
        known("Lukas Brandstätter", "lukas.brandstaetter@postbote.example", Locale.GERMAN, 1330, null, Manner.WARM);
        known("Mehmet Yıldırım", "mehmet.yildirim@briefkasten.example", Locale.GERMAN, 705, null, Manner.WARM);
    }

    private void known(
            @Nullable String name, String email, Locale locale, int days, @Nullable Account company, Manner manner) {
        add(name, email, locale, now.minus(Duration.ofDays(days)), company, manner);
    }

    private void nameless() {
        for (var local : NAMELESS) {
            boolean german = chance.chance(35);
            var domains = german ? GERMAN_DOMAINS : ENGLISH_DOMAINS;
            add(
                    null,
                    local.replaceAll("\\.$", "") + "@" + chance.oneOf(domains),
                    german ? Locale.GERMAN : Locale.ENGLISH,
                    now.minus(Duration.ofDays(chance.between(20, 1500))),
                    null,
                    chance.oneOf(List.of(Manner.BRISK, Manner.PHONE)));
        }
    }

    private void others() {
        var countries = countries();
        var weights = countries.stream().mapToInt(Country::weight).toArray();
        while (people.size() < SIZE) {
            var country = countries.get(chance.weighted(weights));
            var name = chance.oneOf(country.first()) + " " + chance.oneOf(country.last());
            if (taken.contains(name)) {
                continue;
            }
            boolean german = country.locale().getLanguage().equals("de");
            var company = chance.chance(14) ? companies.get(chance.random().nextInt(companies.size())) : null;
            var domain = company == null
                    ? chance.oneOf(german ? GERMAN_DOMAINS : ENGLISH_DOMAINS)
                    : plain(company.name()) + ".example";
            var since = now.minus(Duration.ofMinutes(chance.between(15 * 1440, 2600 * 1440)));
            add(name, address(name, domain), country.locale(), since, company, manner());
        }
    }

    private Manner manner() {
        return switch (chance.weighted(20, 45, 22, 13)) {
            case 0 -> Manner.FORMAL;
            case 1 -> Manner.WARM;
            case 2 -> Manner.BRISK;
            default -> Manner.PHONE;
        };
    }

    private String address(String name, String domain) {
        var words = plain(name).split("-");
        var first = words[0];
        var last = words[words.length - 1];
        return switch (chance.weighted(50, 20, 15, 15)) {
            case 0 -> first + "." + last + "@" + domain;
            case 1 -> first.charAt(0) + "." + last + "@" + domain;
            case 2 -> last + "." + first + "@" + domain;
            default -> first + last + chance.between(61, 99) + "@" + domain;
        };
    }

    private void add(
            @Nullable String name,
            String email,
            Locale locale,
            Instant since,
            @Nullable Account company,
            Manner manner) {
        if (!taken.add(email)) {
            return;
        }
        var account =
                company == null ? new Account(chance.id(since), name == null ? email : name, true, since) : company;
        if (name != null) {
            taken.add(name);
        }
        var external = "pf-" + (10_000 + people.size() * 37 % 8_999);
        people.add(new Person(chance.id(since), name, email, external, locale, since, account, manner));
    }

    /// Latin letters without marks, words joined by hyphens.
    private static String plain(String name) {
        var spelled = name.toLowerCase(Locale.ROOT)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replace("ø", "o")
                .replace("æ", "ae")
                .replace("ł", "l")
                .replace("ı", "i");
        return Normalizer.normalize(spelled, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z]+", "-");
    }

    private static List<Country> countries() {
        try (var in = new ClassPathResource("demo/cast.txt").getInputStream()) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\s*\\|\\s*"))
                    .map(cells -> new Country(
                            Integer.parseInt(cells[0]),
                            Locale.forLanguageTag(cells[1]),
                            Arrays.asList(cells[2].split(",\\s*")),
                            Arrays.asList(cells[3].split(",\\s*"))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

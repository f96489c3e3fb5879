package io.keepwell.trackers;

import static io.keepwell.shared.Texts.t;

import io.keepwell.customers.Customers;
import io.keepwell.problems.Problem;
import io.keepwell.shared.EmailAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps customers out of what leaves for a tracker: whoever wrote the texts of a problem may have named somebody.
/// Names are those of the people it hit, was reported by or was told to, and of their accounts.
@Component
class CustomersNamed {

    private static final Pattern EMAIL =
            Pattern.compile("(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]++@[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+");
    private static final Pattern PHONE = Pattern.compile("(?<![\\p{L}\\p{N}])(?:\\+|00)\\d[\\d ()/.-]{6,18}\\d");
    private static final Pattern IBAN = Pattern.compile(
            "(?<![\\p{L}\\p{N}])[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![\\p{L}\\p{N}])");

    private static final int SHORTEST_NAME = 3;
    private static final int SHORTEST_ID = 4;

    private final Customers customers;
    private final JdbcClient jdbc;

    CustomersNamed(Customers customers, JdbcClient jdbc) {
        this.customers = customers;
        this.jdbc = jdbc;
    }

    /// Somebody whose name, account or id may be in a text.
    private record Person(
            @Nullable String name,
            @Nullable String account,
            @Nullable String external) {

        /// What names them beyond doubt.
        List<String> whole() {
            var words = new ArrayList<String>();
            if (name != null && name.strip().matches("\\S+\\s+\\S.*")) {
                words.add(name.strip());
            }
            if (account != null && account.strip().length() >= SHORTEST_NAME) {
                words.add(account.strip());
            }
            if (external != null && external.length() >= SHORTEST_ID) {
                words.add(external);
            }
            return words;
        }

        /// The parts of their name.
        List<String> parts() {
            return name == null
                    ? List.of()
                    : List.of(name.strip().split("[\\s,]+")).stream()
                            .filter(part -> part.length() >= SHORTEST_NAME)
                            .toList();
        }
    }

    /// A text without any address, number of a phone or an account, name or id of a customer.
    String without(Problem problem, String text) {
        var customer = Matcher.quoteReplacement(t("trackers.draft.customer"));
        var clean = EMAIL.matcher(text).replaceAll(customer);
        // accounts first: the middle of one may look like a phone
        clean = IBAN.matcher(clean).replaceAll(customer);
        clean = PHONE.matcher(clean).replaceAll(customer);
        var people = people(problem, clean);
        for (var words : longestFirst(
                people.stream().flatMap(person -> person.whole().stream()).toList())) {
            clean = pattern(words, Pattern.CASE_INSENSITIVE).matcher(clean).replaceAll(customer);
        }
        for (var part : longestFirst(
                people.stream().flatMap(person -> person.parts().stream()).toList())) {
            clean = pattern(part, 0).matcher(clean).replaceAll(customer);
        }
        return clean;
    }

    /// Whether these are the very words over a letter that was linked with a problem.
    boolean subject(Problem problem, String title) {
        return jdbc.sql("""
                        with recursive family (id) as (
                            select :problem::uuid
                             union
                            select p.id from family join problem p on p.merged_into = family.id
                        )
                        select exists(select 1
                                        from problem_link l
                                        join family on family.id = l.problem_id
                                        join conversation c on c.id = l.conversation_id
                                       where lower(c.subject) = lower(:title))
                        """)
                .param("problem", problem.id())
                .param("title", title.strip())
                .query(Boolean.class)
                .single();
    }

    /// The first words of a text that name a customer beyond doubt: the address of anybody, or the whole name, the
    /// account or the id of somebody it hit.
    Optional<String> in(Problem problem, String text) {
        var address = EMAIL.matcher(text)
                .results()
                .map(found -> found.group().replaceAll("\\.+$", ""))
                .filter(found ->
                        EmailAddress.parse(found).flatMap(customers::find).isPresent())
                .findFirst();
        return address.or(() -> people(problem, text).stream()
                .flatMap(person -> person.whole().stream())
                .filter(words ->
                        pattern(words, Pattern.CASE_INSENSITIVE).matcher(text).find())
                .findFirst());
    }

    private static List<String> longestFirst(List<String> words) {
        return words.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /// As words of their own, also where an s is added to them.
    private static Pattern pattern(String words, int flags) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(words) + "s?(?![\\p{L}\\p{N}])", flags | Pattern.UNICODE_CASE);
    }

    /// Those of the people a problem concerns of whom something may stand in the text.
    private Set<Person> people(Problem problem, String text) {
        return new HashSet<>(jdbc.sql("""
                        with recursive family (id) as (
                            select :problem::uuid
                             union
                            select p.id from family join problem p on p.merged_into = family.id
                        ),
                        people (id) as (
                            select h.person_id from problem_hit h join family on family.id = h.problem_id
                             union
                            select o.person_id from problem_told o join family on family.id = o.problem_id
                             union
                            select coalesce(who.merged_into, who.id)
                              from problem_link l
                              join family on family.id = l.problem_id
                              join customer who on who.id = l.customer_id
                        )
                        select c.name, a.name as account, i.value
                          from people
                          join customer c on people.id in (c.id, c.merged_into)
                          join account a on a.id = c.account_id
                          left join customer_identifier i on i.customer_id = c.id and i.type = 'external'
                         where exists (select 1 from regexp_split_to_table(lower(c.name), '[\\s,]+') part
                                        where length(part) >= :shortest and position(part in :text) > 0)
                            or position(lower(a.name) in :text) > 0
                            or position(lower(i.value) in :text) > 0
                        """)
                .param("problem", problem.id())
                .param("shortest", SHORTEST_NAME)
                .param("text", text.toLowerCase(Locale.ROOT))
                .query((row, n) -> new Person(row.getString("name"), row.getString("account"), row.getString("value")))
                .list());
    }
}

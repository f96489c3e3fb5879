package io.keepwell.demo;

import io.keepwell.customers.Customers;
import io.keepwell.messenger.OwnApplication;
import io.keepwell.portal.LinkPurpose;
import io.keepwell.portal.PortalLinks;
import io.keepwell.shared.ForEveryone;
import java.net.URI;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Pennyfold as its customers see it, `/demo/app`: choose who you are, and write to the desk from there. Whoever is
/// chosen is signed as Pennyfold's own server would sign them.
@Controller
@DemoOnly
class DemoApp {

    /// What the page shows.
    ///
    /// @param people whom one can be
    /// @param me     who one is, null for nobody
    /// @param tag    what goes into the script tag, null where there is no messenger
    /// @param own    the way to their own page, null for nobody
    record Page(
            List<Someone> people,
            @Nullable Someone me,
            OwnApplication.@Nullable Tag tag,
            @Nullable String own,
            List<Booking> bookings) {

        String balance() {
            return money(bookings.stream().mapToLong(Booking::cents).sum());
        }
    }

    record Someone(String external, String name, @Nullable String bank) {

        String firstName() {
            return name.split(" ")[0];
        }

        String label() {
            return bank == null ? name : name + " · " + bank;
        }
    }

    record Booking(String who, LocalDate on, long cents) {

        String amount() {
            return money(cents);
        }

        boolean in() {
            return cents > 0;
        }
    }

    private static final int PEOPLE = 12;
    /// The bank whose sync fails: some with it can always be chosen, to see what they are told.
    private static final String TROUBLED = "Nordbank";

    private static final int WITH_TROUBLE = 3;
    private static final List<String> SHOPS = List.of(
            "Corner Bakery",
            "Nordlicht Energie",
            "City Tram",
            "Linden Books",
            "Green Grocer",
            "Filmhaus",
            "Old Town Pharmacy");

    private final OwnApplication application;
    private final PortalLinks pages;
    private final Customers customers;
    private final JdbcClient jdbc;
    private final Clock clock;

    DemoApp(OwnApplication application, PortalLinks pages, Customers customers, JdbcClient jdbc, Clock clock) {
        this.application = application;
        this.pages = pages;
        this.customers = customers;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @ForEveryone
    @GetMapping("/demo/app")
    String show(@RequestParam(name = "as", required = false) @Nullable String as, Model model) {
        var people = people(as);
        var me = as == null
                ? people.stream().findFirst()
                : people.stream().filter(one -> one.external().equals(as)).findFirst();
        var tag = application.tag(DemoMessenger.KEY, me.map(Someone::external).orElse(""));
        model.addAttribute(
                "page",
                new Page(
                        people,
                        me.orElse(null),
                        tag.orElse(null),
                        me.flatMap(this::own).orElse(null),
                        me.map(one -> bookings(one.external())).orElse(List.of())));
        return "demo/app";
    }

    /// As Pennyfold's own server would ask for it.
    private Optional<String> own(Someone me) {
        return customers
                .find("external:" + me.external())
                .flatMap(customer -> pages.link(customer.id(), LinkPurpose.APP))
                // within the demo one stays where one is
                .map(link -> URI.create(link.url()).getPath());
    }

    /// Those who wrote last, some whom the trouble with the bank hits, and who one is: that stays so while others
    /// write.
    private List<Someone> people(@Nullable String as) {
        return jdbc.sql("""
                        with known as (
                            select c.id, x.value as external, c.name,
                                   (select t.value #>> '{}' from customer_trait t
                                     where t.customer_id = c.id and t.name = 'bank') as bank,
                                   (select max(last_message_at) from conversation v where v.customer_id = c.id) as wrote
                              from customer c
                              join customer_identifier x on x.customer_id = c.id and x.type = 'external'
                             where c.name is not null
                        )
                        select external, name, bank
                          from known
                         where id in (select id from known order by wrote desc nulls last, name limit :most)
                            or id in (select id from known where bank = :bank order by wrote desc nulls last, name limit :with)
                            or external = :as
                         order by wrote desc nulls last, name
                        """)
                .param("most", PEOPLE)
                .param("bank", TROUBLED)
                .param("with", WITH_TROUBLE)
                .param("as", as, Types.VARCHAR)
                .query((row, n) -> new Someone(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /// The same for the same person, whenever they look.
    private List<Booking> bookings(String external) {
        var chance = new Random(external.hashCode());
        var today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        var bookings = new ArrayList<Booking>();
        for (int i = 0; i < 6; i++) {
            bookings.add(new Booking(
                    SHOPS.get(chance.nextInt(SHOPS.size())),
                    today.minusDays(i + (long) chance.nextInt(2)),
                    -(300 + chance.nextInt(7_000))));
        }
        bookings.add(new Booking("Salary", today.minusDays(8), 180_000 + chance.nextInt(160_000)));
        return List.copyOf(bookings);
    }

    private static String money(long cents) {
        return String.format(
                Locale.ROOT, "%s%,d.%02d €", cents < 0 ? "−" : "", Math.abs(cents) / 100, Math.abs(cents) % 100);
    }

    /// Open to everybody, like the app it plays.
    @Configuration(proxyBeanMethods = false)
    @DemoOnly
    static class Reach {

        @Bean
        @Order(-1)
        SecurityFilterChain demoAppForEveryone(HttpSecurity http) throws Exception {
            return http.securityMatcher("/demo/app")
                    .csrf(AbstractHttpConfigurer::disable)
                    .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .requestCache(AbstractHttpConfigurer::disable)
                    .logout(AbstractHttpConfigurer::disable)
                    .headers(
                            headers -> headers.contentSecurityPolicy(
                                    policy -> policy.policyDirectives(
                                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")))
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }
}

package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.CustomerNotices;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.platform.LiveUpdates;
import io.keepwell.problems.Areas;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Ideas of customers for the product: who wants them, what became of them, and that those people are told (32, 34).
@Service
class Ideas {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST = 4_000;

    private final IdeaStore store;
    private final Areas areas;
    private final Customers customers;
    private final CustomerNotices notices;
    private final Members members;
    private final LiveUpdates live;
    private final KeepwellSettings house;
    private final Clock clock;

    Ideas(
            IdeaStore store,
            Areas areas,
            Customers customers,
            CustomerNotices notices,
            Members members,
            LiveUpdates live,
            KeepwellSettings house,
            Clock clock) {
        this.store = store;
        this.areas = areas;
        this.customers = customers;
        this.notices = notices;
        this.members = members;
        this.live = live;
        this.house = house;
        this.clock = clock;
    }

    /// @throws IdeaNotFound where there is none
    Idea get(UUID id) {
        return store.find(id).orElseThrow(IdeaNotFound::new);
    }

    /// Notes an idea.
    @Transactional
    Idea create(String title, @Nullable UUID area) {
        var made = new Idea(
                Ids.next(),
                title(title),
                area(area),
                IdeaState.OPEN,
                "",
                now(),
                members.current().map(Member::id).orElse(null),
                null,
                0,
                0);
        store.insert(made);
        live.changed("idea", made.id());
        return get(made.id());
    }

    /// Changes what it is called, where it belongs and how it stands. What shipped is said by [#ship].
    @Transactional
    Idea change(UUID id, String title, @Nullable UUID area, IdeaState state, String whatChanged) {
        store.hold(id);
        var before = get(id);
        if (state == IdeaState.SHIPPED && before.state() != IdeaState.SHIPPED) {
            throw InvalidRequest.field("state", t("followups.refused.ship"));
        }
        var shipped = state == IdeaState.SHIPPED ? before.shippedAt() : null;
        store.update(
                new Idea(
                        id,
                        title(title),
                        area(area),
                        state,
                        within("whatChanged", whatChanged),
                        before.createdAt(),
                        before.createdBy(),
                        shipped,
                        0,
                        0),
                now());
        live.changed("idea", id);
        return get(id);
    }

    @Transactional
    void support(UUID id, UUID customer, String words) {
        var person = customers.get(customer);
        store.support(
                get(id).id(),
                person.id(),
                null,
                within("words", words),
                members.current().map(Member::id).orElse(null),
                now());
        live.changed("idea", id);
    }

    @Transactional
    void noSupport(UUID id, UUID customer) {
        store.noSupport(get(id).id(), customers.get(customer).id());
        live.changed("idea", id);
    }

    /// A letter to a supporter, as they will read it.
    ///
    /// @param text empty where they were told before
    record Letter(Customer customer, String subject, String text) {}

    /// What each supporter will read, who was not told yet.
    ///
    /// @param whatChanged what is different now, in words for customers
    List<Letter> preview(UUID id, String whatChanged) {
        var idea = get(id);
        var changed = within("whatChanged", whatChanged);
        if (changed.isBlank()) {
            throw InvalidRequest.field("whatChanged", t("followups.refused.what-changed"));
        }
        var told = store.notices(id).stream().map(IdeaStore.Notice::customer).collect(Collectors.toSet());
        var supporters = store.supporters(id).stream()
                .filter(it -> !told.contains(it.customer()))
                .toList();
        var people = customers.find(
                supporters.stream().map(IdeaStore.Supporter::customer).collect(Collectors.toSet()));
        var author = members.current().map(Member::name).orElse("");
        var letters = new ArrayList<Letter>();
        for (var supporter : supporters) {
            var customer = people.get(supporter.customer());
            if (customer != null) {
                letters.add(letter(idea, customer, supporter.words(), changed, author));
            }
        }
        return List.copyOf(letters);
    }

    private Letter letter(Idea idea, Customer customer, String words, String changed, String author) {
        var locale = Texts.supported(Optional.ofNullable(customer.locale()).orElseGet(() -> house.locale()));
        var name = notices.firstName(customer.name()).orElse("");
        return new Letter(
                customer,
                Texts.in(locale, "followups.shipped.subject", "title", idea.title()),
                Texts.in(
                        locale,
                        "followups.shipped.text",
                        "named",
                        name.isEmpty() ? "no" : "yes",
                        "name",
                        name,
                        "title",
                        idea.title(),
                        "said",
                        words.isBlank() ? "no" : "yes",
                        "words",
                        quoted(words, locale),
                        "changed",
                        changed,
                        "author",
                        author));
    }

    private static String quoted(String words, Locale locale) {
        return locale.getLanguage().equals("de") ? "„" + words.strip() + "“" : "“" + words.strip() + "”";
    }

    /// It shipped: each supporter is told, once, in their own thread. The rows are written with this; the letters leave
    /// right after, whatever happens to the process.
    ///
    /// @param people how many are told, as the preview said; another number is refused
    /// @return how many are told
    @Transactional
    int ship(UUID id, String whatChanged, int people) {
        store.hold(id);
        var before = get(id);
        var letters = preview(id, whatChanged);
        if (letters.size() != people) {
            throw new PeopleChanged(letters.size());
        }
        var at = now();
        var me = members.current().map(Member::id).orElse(null);
        for (var letter : letters) {
            store.stage(
                    new IdeaStore.Notice(
                            Ids.next(),
                            id,
                            letter.customer().id(),
                            letter.subject(),
                            letter.text(),
                            me,
                            "queued",
                            null,
                            null),
                    at);
        }
        store.update(
                new Idea(
                        id,
                        before.title(),
                        before.area(),
                        IdeaState.SHIPPED,
                        within("whatChanged", whatChanged),
                        before.createdAt(),
                        before.createdBy(),
                        before.shippedAt() == null ? at : before.shippedAt(),
                        0,
                        0),
                at);
        live.changed("idea", id);
        return letters.size();
    }

    private static String title(String typed) {
        var title = typed.strip();
        if (title.isEmpty() || title.length() > LONGEST_TITLE) {
            throw InvalidRequest.field("title", t("followups.refused.title", "most", LONGEST_TITLE));
        }
        return title;
    }

    private @Nullable UUID area(@Nullable UUID area) {
        if (area != null && areas.find(area).isEmpty()) {
            throw InvalidRequest.field("area", t("followups.refused.choice"));
        }
        return area;
    }

    private static String within(String field, String text) {
        var said = text.strip();
        if (said.length() > LONGEST) {
            throw InvalidRequest.field(field, t("followups.refused.long", "most", LONGEST));
        }
        return said;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

package io.keepwell.problems;

import io.keepwell.conversations.CustomerNotices;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.shared.Texts;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Letters as somebody will read them, before anybody does.
@Component
class NoticePreviews {

    private final LinkStore links;
    private final Customers customers;
    private final CustomerNotices names;
    private final InPublic inPublic;
    private final KeepwellSettings settings;
    private final Clock clock;

    NoticePreviews(
            LinkStore links,
            Customers customers,
            CustomerNotices names,
            InPublic inPublic,
            KeepwellSettings settings,
            Clock clock) {
        this.links = links;
        this.customers = customers;
        this.names = names;
        this.inPublic = inPublic;
        this.settings = settings;
        this.clock = clock;
    }

    /// A letter as one person will read it.
    record Preview(String name, String subject, String text) {}

    /// The letter of a customer.
    ///
    /// @param texts       what is said by language tag
    /// @param whatChanged what we changed, for a fix; else null
    Preview of(Problem problem, NoticeStage stage, Map<String, String> texts, @Nullable String whatChanged, UUID id) {
        var customer = customers.get(id);
        var broadcast = unsent(problem, stage, texts, whatChanged);
        var letter = write(
                broadcast,
                problem,
                customer.name(),
                links.reports(problem.id(), id),
                broadcast.language(customer.locale(), Texts.supported(settings.locale())));
        return new Preview(customer.label(), letter.subject(), letter.text());
    }

    /// The letter of somebody who reported nothing, in one language.
    NoticeLetters.Written of(
            Problem problem,
            NoticeStage stage,
            Map<String, String> texts,
            @Nullable String whatChanged,
            String name,
            Locale locale) {
        return write(unsent(problem, stage, texts, whatChanged), problem, name, List.of(), locale);
    }

    private NoticeLetters.Written write(
            Broadcast broadcast,
            Problem problem,
            @Nullable String name,
            List<LinkStore.Report> reports,
            Locale locale) {
        return NoticeLetters.write(
                problem,
                broadcast,
                names.firstName(name).orElse(null),
                reports,
                locale,
                settings.zone(),
                broadcast.stage() == NoticeStage.FIXED ? settings.publicUrl() + "/works/…" : null,
                inPublic.follow(problem.id()).orElse(null));
    }

    private Broadcast unsent(
            Problem problem, NoticeStage stage, Map<String, String> texts, @Nullable String whatChanged) {
        var now = clock.instant();
        return new Broadcast(
                problem.id(),
                problem.id(),
                problem.episode(),
                stage,
                0,
                texts,
                whatChanged,
                BroadcastState.HELD,
                now,
                problem.state(),
                null,
                now);
    }
}

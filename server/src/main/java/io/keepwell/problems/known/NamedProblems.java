package io.keepwell.problems.known;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationKind;
import io.keepwell.conversations.KnownProblems;
import io.keepwell.problems.CustomerProblem;
import io.keepwell.problems.CustomerProblems;
import io.keepwell.problems.likely.Likeliest;
import io.keepwell.problems.likely.Likeliest.Match;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.team.Audit;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Names a problem to somebody who writes of it (3): only one that lasts and of which something was said in public, and
/// only where a complaint is surely about it. Whoever is known to be hit by one is told of that with an "if".
@Service
class NamedProblems implements KnownProblems {

    // one setting for the whole house: the audit log wants an id
    private static final UUID SETTING = new UUID(0, 391);
    private static final double LEAST = 0.5;
    private static final double MOST = 0.99;

    private final KnownStore store;
    private final CustomerProblems problems;
    private final Likeliest likeliest;
    private final Audit audit;
    private final Clock clock;

    NamedProblems(KnownStore store, CustomerProblems problems, Likeliest likeliest, Audit audit, Clock clock) {
        this.store = store;
        this.problems = problems;
        this.likeliest = likeliest;
        this.audit = audit;
        this.clock = clock;
    }

    KnownStore.Values values() {
        return store.values();
    }

    @Override
    public boolean on() {
        return values().named();
    }

    @Override
    public Optional<Known> of(Conversation conversation, Locale locale) {
        var values = values();
        if (!values.named() || conversation.kind() == ConversationKind.PRAISE || !store.anything()) {
            return Optional.empty();
        }
        var match = conversation.kind() == ConversationKind.COMPLAINT
                ? likeliest.of(conversation.id())
                : Optional.<Match>empty();
        var named = named(conversation.customer(), match, values.least(), locale);
        named.ifPresent(it -> store.named(
                conversation.id(), it.problem(), it.sure(), clock.instant().truncatedTo(ChronoUnit.MICROS)));
        return named;
    }

    private Optional<Known> named(UUID customer, Optional<Match> match, double least, Locale locale) {
        var hitting = problems.hitting(customer, locale).stream()
                .filter(it -> !it.fixed())
                .toList();
        if (match.filter(it -> sure(it, least)).isPresent()) {
            // what it surely is about, or nothing: another problem that hits them as well is not what they write of
            return problems.lasting(match.get().problem(), customer, locale).map(it -> known(it, true));
        }
        var alike = match.filter(it -> it.familiar() && it.score() >= LEAST).map(Match::problem);
        return hitting.stream()
                .filter(it -> alike.isPresent() && it.problem().equals(alike.get()))
                .findFirst()
                .map(it -> known(it, true))
                .or(() -> hitting.stream().findFirst().map(it -> known(it, false)));
    }

    private static boolean sure(Match match, double least) {
        return match.familiar() && match.score() >= least;
    }

    private static Known known(CustomerProblem it, boolean sure) {
        return new Known(it.problem(), it.title(), it.since(), it.words(), sure);
    }

    /// What is to be known of beside an answer (5): problems that hit the customer, and the one that was named to them,
    /// with what was said of them last.
    List<CustomerProblem> beside(Conversation conversation, Locale locale) {
        var hitting = problems.hitting(conversation.customer(), locale);
        var named = store.named(conversation.id())
                .filter(id -> hitting.stream().noneMatch(it -> it.problem().equals(id)))
                .flatMap(id -> problems.lasting(id, conversation.customer(), locale));
        return Stream.concat(named.stream(), hitting.stream()).toList();
    }

    /// What would become of a complaint, with the reason.
    ///
    /// @param verdict `named`, or why not: `off`, `nothing-like-it`, `unfamiliar`, `not-sure`, `nothing-said`
    /// @param match   the likeliest problem
    /// @param known   what would be said
    record Trial(String verdict, Optional<Match> match, Optional<CustomerProblem> known) {}

    /// Tries a complaint of somebody whom no problem hits.
    ///
    /// @param locale language it is written in
    Trial attempt(String subject, String text, Locale locale) {
        var values = values();
        var match = likeliest.of(locale, subject, text);
        var known = match.flatMap(it -> problems.lasting(it.problem(), SETTING, locale));
        var verdict = match.map(it -> {
                    if (!it.familiar()) {
                        return "unfamiliar";
                    }
                    if (it.score() < values.least()) {
                        return "not-sure";
                    }
                    if (known.isEmpty()) {
                        return "nothing-said";
                    }
                    return values.named() ? "named" : "off";
                })
                .orElse("nothing-like-it");
        return new Trial(verdict, match, known);
    }

    @Transactional
    void change(KnownStore.Values asked) {
        if (!(asked.least() >= LEAST && asked.least() <= MOST)) {
            throw InvalidRequest.field("least", t("problems.known.wrong.least"));
        }
        store.keep(asked, clock.instant().truncatedTo(ChronoUnit.MICROS));
        audit.record(
                asked.named() ? "known-problems.switched-on" : "known-problems.switched-off",
                SETTING,
                t("problems.known.settings"),
                Map.of("least", String.valueOf(Math.round(asked.least() * 100))));
    }
}

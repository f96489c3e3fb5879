package io.keepwell.portal;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.AppConversations;
import io.keepwell.conversations.CauseState;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationKind;
import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.Conversations;
import io.keepwell.conversations.CustomerNotices;
import io.keepwell.customers.Consents;
import io.keepwell.customers.Customer;
import io.keepwell.portal.PortalPage.Frame;
import io.keepwell.portal.PortalPage.News;
import io.keepwell.portal.PortalPage.Owed;
import io.keepwell.portal.PortalPage.Report;
import io.keepwell.portal.PortalPage.Talk;
import io.keepwell.portal.PortalPage.Trouble;
import io.keepwell.problems.CustomerProblems;
import io.keepwell.problems.CustomerReport;
import io.keepwell.shared.Texts;
import io.keepwell.tasks.CustomerPromises;
import io.keepwell.tasks.Task;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Puts together what a customer may read about themselves. Nothing here changes anything: programs open every link.
@Component
class PortalReading {

    private static final int MOST = 50;
    private static final int SETTLED = 15;
    private static final Duration LATELY = Duration.ofDays(30);

    private final AppConversations app;
    private final Conversations conversations;
    private final CustomerNotices names;
    private final CustomerPromises promises;
    private final CustomerProblems problems;
    private final Consents consents;
    private final Members members;
    private final PortalStore store;
    private final PortalCompany company;
    private final Clock clock;

    PortalReading(
            AppConversations app,
            Conversations conversations,
            CustomerNotices names,
            CustomerPromises promises,
            CustomerProblems problems,
            Consents consents,
            Members members,
            PortalStore store,
            PortalCompany company,
            Clock clock) {
        this.app = app;
        this.conversations = conversations;
        this.names = names;
        this.promises = promises;
        this.problems = problems;
        this.consents = consents;
        this.members = members;
        this.store = store;
        this.company = company;
        this.clock = clock;
    }

    Frame frame(PortalLinks.Visit visit) {
        return new Frame(
                "/portal/" + visit.token(),
                company.name(),
                "--accent: " + store.settings().colour(),
                name(visit.customer()),
                LocaleContextHolder.getLocale().getLanguage(),
                visit.preview(),
                clock.instant().toEpochMilli());
    }

    private String name(Customer customer) {
        return names.firstName(customer.name()).orElse("");
    }

    PortalPage page(PortalLinks.Visit visit) {
        var customer = visit.customer().id();
        var before = store.before(customer).orElse(null);
        var talks = app.ofCustomer(customer, MOST).stream()
                .map(said -> talk(said, before))
                .toList();
        var bySubject = talks.stream().collect(Collectors.toMap(Talk::id, Function.identity(), (one, same) -> one));
        var troubles = problems.hitting(customer, LocaleContextHolder.getLocale()).stream()
                .map(it -> new Trouble(it, fresh(it.saidAt(), before)))
                .toList();
        var promised = promises.of(customer, clock.instant().minus(LATELY)).stream()
                .map(task -> owed(task, bySubject, before))
                .toList();
        var reported = reported(customer, talks, before);
        var open = talks.stream().filter(talk -> !talk.state().equals("over")).toList();
        return new PortalPage(
                frame(visit),
                before,
                news(talks, troubles, promised, reported),
                troubles,
                open,
                promised.stream().filter(it -> it.kept() == null).toList(),
                promised.stream().filter(it -> it.kept() != null).toList(),
                reported,
                talks.stream()
                        .filter(talk -> talk.state().equals("over"))
                        .limit(SETTLED)
                        .toList(),
                consents.of(customer));
    }

    /// A conversation of theirs; empty where it is not.
    Optional<Conversation> theirs(PortalLinks.Visit visit, UUID id) {
        return conversations
                .find(id)
                .filter(found -> found.customer().equals(visit.customer().id()) && found.spamAt() == null);
    }

    Talk talk(Conversation conversation) {
        return app.among(List.of(conversation.id())).stream()
                .findFirst()
                .map(said -> talk(said, null))
                .orElseThrow(NoSuchPage::new);
    }

    private Talk talk(AppConversations.Overview said, @Nullable Instant before) {
        var conversation = conversations.get(said.id());
        boolean over =
                conversation.state() == ConversationState.SOLVED || conversation.state() == ConversationState.CLOSED;
        return new Talk(
                said.id(),
                said.subject().isBlank() ? t("portal.no-subject") : said.subject(),
                conversation.createdAt(),
                state(conversation),
                over ? null : name(conversation.assignee()),
                said,
                over ? null : said.promisedAt(),
                said.lastOut() && fresh(said.lastAt(), before),
                !over);
    }

    /// How far it is for the customer; `cause` where they were answered and what caused it lasts (19).
    private static String state(Conversation it) {
        return switch (it.state()) {
            case NEW -> it.assignee() == null ? "new" : "open";
            case OPEN -> "open";
            case PENDING -> "pending";
            case ON_HOLD -> "on-hold";
            case SOLVED, CLOSED -> causeOpen(it) ? "cause" : "over";
        };
    }

    private static boolean causeOpen(Conversation it) {
        return it.cause() == CauseState.OPEN || it.cause() == CauseState.TRIAGE;
    }

    private @Nullable String name(@Nullable UUID member) {
        return member == null ? null : members.find(member).map(Member::name).orElse(null);
    }

    private Owed owed(Task task, Map<UUID, Talk> talks, @Nullable Instant before) {
        var talk = task.subject() == null ? null : talks.get(task.subject());
        var kept = task.endedAt();
        var by = name(task.owner() == null ? task.madeBy() : task.owner());
        var changed = kept == null ? task.madeAt() : kept;
        return new Owed(
                task.what().isBlank() ? t("portal.owed." + task.kind().word()) : task.what(),
                talk == null ? "" : talk.subject(),
                talk == null ? null : talk.id(),
                by == null ? "" : by,
                task.dueAt(),
                task.late(clock.instant()),
                kept,
                fresh(changed, before));
    }

    private List<Report> reported(UUID customer, List<Talk> talks, @Nullable Instant before) {
        var reports = new ArrayList<Report>();
        var linked = new HashSet<UUID>();
        for (var report : problems.reports(customer)) {
            conversations
                    .find(report.conversation())
                    // one that was joined with somebody else's is not theirs to read about
                    .filter(found -> found.customer().equals(customer))
                    .ifPresent(found -> {
                        linked.add(found.id());
                        reports.add(report(report, found, before));
                    });
        }
        // complaints whose cause is being looked for, or that had none
        talks.stream()
                .filter(talk -> !linked.contains(talk.id()))
                .map(talk -> conversations.get(talk.id()))
                .filter(it -> it.kind() == ConversationKind.COMPLAINT && it.cause() != CauseState.NONE)
                .map(it -> new Report(
                        it.id(),
                        subject(it),
                        it.createdAt(),
                        it.cause() == CauseState.ONE_OFF ? "one-off" : "looking",
                        null,
                        null,
                        null,
                        null,
                        false,
                        null,
                        false))
                .forEach(reports::add);
        return reports;
    }

    private static Report report(CustomerReport it, Conversation conversation, @Nullable Instant before) {
        var stage = it.fixedAt() != null ? "fixed" : it.title() != null ? "known" : "found";
        return new Report(
                conversation.id(),
                subject(conversation),
                conversation.createdAt(),
                stage,
                it.title(),
                it.since(),
                it.fixedAt(),
                it.whatChanged(),
                it.cameBack(),
                it.answer() == null ? null : "/works/" + it.answer(),
                it.fixedAt() != null && fresh(it.fixedAt(), before));
    }

    private static String subject(Conversation conversation) {
        return conversation.subject().isBlank() ? t("portal.no-subject") : conversation.subject();
    }

    private static boolean fresh(@Nullable Instant changed, @Nullable Instant before) {
        return before != null && changed != null && changed.isAfter(before);
    }

    private static List<News> news(
            List<Talk> talks, List<Trouble> troubles, List<Owed> promised, List<Report> reports) {
        return Stream.of(
                        troubles.stream()
                                .filter(Trouble::fresh)
                                .map(it -> new News(
                                        t(
                                                it.problem().fixed() ? "portal.news.fixed" : "portal.news.problem",
                                                "title",
                                                it.problem().title()),
                                        "#p-" + it.problem().problem())),
                        talks.stream()
                                .filter(Talk::fresh)
                                .map(it -> new News(
                                        t("portal.news.said", "who", it.said().lastAuthor(), "subject", it.subject()),
                                        "#" + it.anchor())),
                        promised.stream()
                                .filter(Owed::fresh)
                                .map(it -> new News(
                                        t(
                                                it.kept() == null ? "portal.news.owed" : "portal.news.kept",
                                                "what",
                                                it.words()),
                                        it.kept() == null ? "#owed" : "#kept")),
                        reports.stream()
                                .filter(Report::fresh)
                                .map(it ->
                                        new News(t("portal.news.cause", "subject", it.subject()), "#r-" + it.talk())))
                .flatMap(Function.identity())
                .toList();
    }

    /// The language of a customer's page.
    static Locale language(Customer customer, Locale asked) {
        return Texts.supported(customer.locale() == null ? asked : customer.locale());
    }
}

package io.keepwell.followups;

import static io.keepwell.shared.Texts.t;
import static java.time.ZoneOffset.UTC;

import io.keepwell.conversations.Conversations;
import io.keepwell.customers.Customer;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.Areas;
import io.keepwell.problems.Problem;
import io.keepwell.problems.ProblemSuggestions;
import io.keepwell.problems.Problems;
import io.keepwell.shared.Texts;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Gathers what the page of a follow-up shows.
@Component
class FollowUpPages {

    private static final int LIKELY = 3;
    private static final int MOST_PROBLEMS = 200;
    private static final int MOST_IDEAS = 200;
    private static final int LETTERS = 10;
    private static final int FIRST_WORDS = 80;

    private final FollowUps followUps;
    private final FollowUpStore store;
    private final FollowUpLists lists;
    private final FollowUpRows rows;
    private final ChoiceStore choices;
    private final ChangedMinds minds;
    private final IdeaStore ideas;
    private final Owners owners;
    private final Areas areas;
    private final Problems problems;
    private final ProblemSuggestions suggestions;
    private final Conversations conversations;
    private final Customers customers;
    private final Members members;
    private final KeepwellSettings house;
    private final JdbcClient jdbc;

    FollowUpPages(
            FollowUps followUps,
            FollowUpStore store,
            FollowUpLists lists,
            FollowUpRows rows,
            ChoiceStore choices,
            ChangedMinds minds,
            IdeaStore ideas,
            Owners owners,
            Areas areas,
            Problems problems,
            ProblemSuggestions suggestions,
            Conversations conversations,
            Customers customers,
            Members members,
            KeepwellSettings house,
            JdbcClient jdbc) {
        this.followUps = followUps;
        this.store = store;
        this.lists = lists;
        this.rows = rows;
        this.choices = choices;
        this.minds = minds;
        this.ideas = ideas;
        this.owners = owners;
        this.areas = areas;
        this.problems = problems;
        this.suggestions = suggestions;
        this.conversations = conversations;
        this.customers = customers;
        this.members = members;
        this.house = house;
        this.jdbc = jdbc;
    }

    FollowUpPage of(UUID id, FollowUpPage.@Nullable Wrong wrong, Map<String, String> typed) {
        var it = followUps.get(id);
        var customer = customers.get(it.customer());
        var answers = lists.answers(it.id());
        var row = rows.of(List.of(new FollowUpLists.Line(it, answers.isEmpty() ? null : answers.getLast())))
                .getFirst();
        return new FollowUpPage(
                row,
                customer,
                answers,
                store.attempts(it.id()).stream()
                        .map(tried -> new FollowUpPage.Tried(
                                tried, tried.member() == null ? row.name() : name(tried.member())))
                        .toList(),
                store.steps(it.id()).reversed().stream()
                        .map(step -> new FollowUpPage.Line(step.at(), words(step, row.name()), step.undone()))
                        .toList(),
                minds.of(it.id()),
                choices.offered(ChoiceKind.REASON, it.learned().reason()),
                choices.offered(ChoiceKind.STEP, it.learned().step()),
                areas.all(),
                it.problem() == null ? null : problems.find(it.problem()).orElse(null),
                it.idea() == null ? null : ideas.find(it.idea()).orElse(null),
                likely(it, customer, answers),
                open(),
                ideas.choosable(MOST_IDEAS),
                members.active().stream()
                        .filter(member -> owners.can(member.id(), it.rated()))
                        .toList(),
                letters(it),
                it.conversation() == null
                        ? null
                        : conversations
                                .find(it.conversation())
                                .map(found -> "/inbox/" + found.number())
                                .orElse(null),
                phone(it.customer()),
                followUps
                        .undoable(it.id())
                        .map(step -> t("followups.state." + step.after()))
                        .orElse(null),
                it.told() != null && it.toldAt() == null,
                members.current().filter(me -> me.id().equals(it.owner())).isPresent(),
                members.current().filter(me -> me.role() != Role.VIEWER).isPresent(),
                wrong,
                typed);
    }

    private List<Problem> open() {
        return jdbc
                .sql("""
                        select id from problem
                         where merged_into is null and state not in ('verified', 'closed')
                         order by changed_at desc
                         limit :most
                        """)
                .param("most", MOST_PROBLEMS)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list()
                .stream()
                .flatMap(id -> problems.find(id).stream())
                .toList();
    }

    private List<FollowUpPage.Likely> likely(FollowUp it, Customer customer, List<FollowUpLists.Said> answers) {
        if (it.problem() != null || !it.state().open()) {
            return List.of();
        }
        var words = Stream.concat(
                        Stream.of(it.learned().mainReason(), it.learned().got()),
                        answers.stream().map(FollowUpLists.Said::words))
                .filter(said -> !said.isBlank())
                .collect(Collectors.joining("\n"));
        var locale = Optional.ofNullable(customer.locale()).orElseGet(() -> Texts.supported(house.locale()));
        return suggestions.of(locale, words, LIKELY).stream()
                .flatMap(found -> problems.find(found.problem()).stream()
                        .map(problem -> new FollowUpPage.Likely(problem, String.join(", ", found.because()))))
                .toList();
    }

    private List<FollowUpPage.Letter> letters(FollowUp it) {
        return jdbc.sql("""
                        select m.id, m.created_at, left(m.text, 400) as text
                          from message m
                          join conversation c on c.id = m.conversation_id
                         where c.customer_id = :customer
                           and m.direction = 'out'
                           and m.type in ('message', 'notice')
                           and (m.delivery_state is null or m.delivery_state in ('sent', 'delivered'))
                           and m.created_at >= :since
                         order by m.created_at desc, m.id desc
                         limit :most
                        """)
                .param("customer", it.customer())
                .param("since", it.openedAt().atOffset(UTC))
                .param("most", LETTERS)
                .query((row, n) -> new FollowUpPage.Letter(
                        row.getObject("id", UUID.class),
                        FollowUpStore.instant(row, "created_at"),
                        shortened(row.getString("text"))))
                .list();
    }

    private static String shortened(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= FIRST_WORDS
                ? line
                : line.substring(0, FIRST_WORDS).strip() + "…";
    }

    private @Nullable String phone(UUID customer) {
        return jdbc.sql("""
                        select t.value #>> '{}' as phone
                          from customer_trait t
                         where t.customer_id = :customer and lower(t.name) in ('phone', 'telephone', 'telefon', 'mobile')
                         order by t.name
                         limit 1
                        """)
                .param("customer", customer)
                .query((row, n) -> Objects.requireNonNullElse(row.getString("phone"), ""))
                .optional()
                .filter(it -> it.matches("[+0-9 ()/.-]{3,40}"))
                .orElse(null);
    }

    private String words(Step step, String customer) {
        var who = step.member() == null ? "" : name(step.member());
        return switch (step.kind()) {
            case "state" -> t("followups.happened.state." + step.after(), "who", who, "customer", customer);
            case "undone" -> t("followups.happened.undone", "who", who, "state", t("followups.state." + step.after()));
            case "reopened" -> t("followups.happened.reopened." + step.before(), "customer", customer);
            case "raised" -> t("followups.happened.raised." + step.after());
            case "opened" -> t("followups.happened.opened." + step.after(), "who", who, "customer", customer);
            case "answer-changed", "mind", "answered" ->
                t(
                        "followups.happened." + step.kind(),
                        "who",
                        who,
                        "customer",
                        customer,
                        "before",
                        step.before() == null ? "–" : step.before(),
                        "after",
                        step.after() == null ? "–" : step.after());
            default ->
                t(
                        "followups.happened." + step.kind(),
                        "who",
                        who,
                        "customer",
                        customer,
                        "what",
                        step.after() == null ? "none" : step.after());
        };
    }

    private String name(UUID member) {
        return members.find(member).map(Member::name).orElseGet(() -> t("followups.former"));
    }
}

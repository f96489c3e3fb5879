package io.keepwell.problems.known;

import static io.keepwell.shared.Texts.in;

import gg.jte.Content;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.conversations.Conversations;
import io.keepwell.customers.Customers;
import io.keepwell.platform.KeepwellSettings;
import io.keepwell.problems.CustomerProblem;
import io.keepwell.shared.ForTeam;
import io.keepwell.shared.Fragments;
import io.keepwell.shared.Slice;
import io.keepwell.shared.Texts;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// What we said in public of the problems that a customer writes about, under the answer that is being written (5): to
/// be read, and put into it by one click. The same for programs.
@RestController
@Tag(name = "Problems")
class KnownPanel implements ConversationPanel {

    // under what was promised, above what is sent later
    private static final int ORDER = 20;
    private static final int MOST = 3;

    private final NamedProblems problems;
    private final Conversations conversations;
    private final Customers customers;
    private final KeepwellSettings settings;
    private final Members members;
    private final Fragments fragments;

    KnownPanel(
            NamedProblems problems,
            Conversations conversations,
            Customers customers,
            KeepwellSettings settings,
            Members members,
            Fragments fragments) {
        this.problems = problems;
        this.conversations = conversations;
        this.customers = customers;
        this.settings = settings;
        this.members = members;
        this.fragments = fragments;
    }

    @Schema(name = "KnownProblem", description = "A problem as the customer of a conversation may know of it")
    record Item(
            UUID problem,

            @Schema(description = "What customers read as its name")
            String title,

            boolean fixed,
            Instant since,

            @Schema(description = "What may be put into an answer, in the customer's language")
            String text) {}

    @Override
    public Slot slot() {
        return Slot.COMPOSER;
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        boolean writes =
                members.current().filter(me -> me.role() != Role.VIEWER).isPresent();
        if (!writes || conversation.spamAt() != null) {
            return Optional.empty();
        }
        var items = items(conversation);
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(fragments.of(
                        "problems/known/beside.jte", Map.of("items", items, "number", conversation.number())));
    }

    @ForTeam
    @GetMapping("/api/v1/conversations/{id}/known-problems")
    @Operation(
            summary = "What we said in public of the problems a customer writes about",
            description = "Those that hit the customer, and the one that the acknowledgement named; three at most.")
    Slice<Item> list(@PathVariable String id) {
        return new Slice<>(items(conversations.get(id)), null);
    }

    private List<Item> items(Conversation conversation) {
        var locale = locale(conversation);
        return problems.beside(conversation, locale).stream()
                .limit(MOST)
                .map(it -> new Item(it.problem(), it.title(), it.fixed(), it.since(), text(it, locale)))
                .toList();
    }

    private Locale locale(Conversation conversation) {
        var written = conversation.locale();
        var reads = written != null
                ? written
                : customers.get(conversation.customer()).locale();
        return Texts.supported(reads == null ? settings.locale() : reads);
    }

    // What was said, then what helps until it is fixed, or what we changed.
    private static String text(CustomerProblem it, Locale locale) {
        var said = it.words().isBlank() ? in(locale, "problems.known.text", "title", it.title()) : it.words();
        var more = it.fixed() ? given(it.whatChanged()) : it.workaround();
        return more.isBlank() || said.contains(more) ? said : said + "\n\n" + more;
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }
}

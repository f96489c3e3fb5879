package io.keepwell.conversations;

import io.keepwell.customers.Customers;
import io.keepwell.mail.IncomingMail;
import io.keepwell.shared.EmailAddress;
import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.OncePerPage;
import io.keepwell.shared.Texts;
import io.keepwell.shared.Words;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The conversations, for the other modules and for those who change them. Every change is noted with who made it, and
/// is undone by setting the old value back.
@Service
public class Conversations {

    private static final int LONGEST_TAG = 60;

    private final ConversationStore store;
    private final Beginnings beginnings;
    private final Acknowledgements acknowledgements;
    private final ConversationNews news;
    private final Customers customers;
    private final Members members;
    private final Clock clock;

    Conversations(
            ConversationStore store,
            Beginnings beginnings,
            Acknowledgements acknowledgements,
            ConversationNews news,
            Customers customers,
            Members members,
            Clock clock) {
        this.store = store;
        this.beginnings = beginnings;
        this.acknowledgements = acknowledgements;
        this.news = news;
        this.customers = customers;
        this.members = members;
        this.clock = clock;
    }

    /// The conversation of an id; of one that has become part of another, that other one (T9).
    public Optional<Conversation> find(UUID id) {
        return OncePerPage.read(
                Conversations.class, "find", id, () -> store.find(id).flatMap(this::survivor));
    }

    private Optional<Conversation> survivor(Conversation found) {
        return found.mergedInto() == null ? Optional.of(found) : store.find(store.survivor(found.id()));
    }

    /// @throws ConversationNotFound where there is none
    public Conversation get(UUID id) {
        return find(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
    }

    /// The conversation of an id or of a number, with or without `#`.
    ///
    /// @throws ConversationNotFound where there is none
    public Conversation get(String reference) {
        var number = reference.startsWith("#") ? reference.substring(1) : reference;
        if (number.matches("\\d{1,18}")) {
            return store.byNumber(Long.parseLong(number))
                    .flatMap(this::survivor)
                    .orElseThrow(() -> new ConversationNotFound(reference));
        }
        try {
            return get(UUID.fromString(reference));
        } catch (IllegalArgumentException e) {
            throw new ConversationNotFound(reference);
        }
    }

    /// Opens a conversation that does not come by mail, and acknowledges it where it names a mailbox that does so.
    @Transactional
    public Conversation open(Opening opening) {
        var begun = begin(Ids.next(), opening, Ids.next(), List.of(), null);
        var customer = customers.get(begun.customer());
        var email = customer.email();
        if (opening.mailbox() != null && email != null) {
            acknowledgements.decide(
                    begun, FirstContact.known(opening.mailbox(), new EmailAddress(email), customer.name()));
        }
        return get(begun.id());
    }

    /// Writes the conversation with its first message, and tells nobody yet.
    ///
    /// @param id      its id
    /// @param message id of its first message
    /// @param follows the closed conversation it continues, or null
    Conversation begin(
            UUID id, Opening opening, UUID message, List<IncomingMail.Attachment> files, @Nullable UUID follows) {
        var customer = customers.get(opening.customer());
        var at = now();
        var locale = opening.locale() == null ? customer.locale() : opening.locale();
        var guess = KindGuess.of(opening.subject(), opening.text());
        var begun = new NewConversation(
                id,
                Beginnings.subject(opening.subject()),
                opening.channel(),
                opening.mailbox(),
                customer.id(),
                ConversationState.NEW,
                guess.kind(),
                guess.words(),
                false,
                locale,
                follows,
                at);
        var first = Messages.fromCustomer(
                message, id, customer.id(), customer.label(), customer.email(), opening.text(), at);
        beginnings.begin(begun, first, files);
        return get(id);
    }

    /// Sets the state (ST1 to ST3). Solved takes whoever solves it as the assignee; a complaint needs its cause first.
    @Transactional
    public void state(UUID id, ConversationState state) {
        var conversation = changeable(id);
        move(conversation, state, now());
        news.changed(conversation.id());
    }

    /// The same within another change, at its instant.
    void move(Conversation conversation, ConversationState to, Instant at) {
        if (conversation.state() == to) {
            return;
        }
        if (to == ConversationState.NEW) {
            throw StateRefused.neverNewAgain();
        }
        boolean ends = to == ConversationState.SOLVED || to == ConversationState.CLOSED;
        if (ends && conversation.complaint() && conversation.cause() == CauseState.NONE) {
            throw new CauseMissing(conversation.number());
        }
        if (to == ConversationState.SOLVED && conversation.assignee() == null) {
            var solver = members.current().orElseThrow(StateRefused::nobodySolvedIt);
            assign(conversation, solver, at);
        }
        store.set(conversation.id(), "state = :value", to.word());
        if (ends) {
            store.set(conversation.id(), "solved_at = coalesce(solved_at, :value)", at);
        } else {
            store.set(conversation.id(), "solved_at = :value", null);
        }
        store.happened(
                conversation.id(), at, me(), "state", conversation.state().word(), to.word());
    }

    /// Gives it to a person, or to nobody. A new conversation is open from then on.
    @Transactional
    public void assignee(UUID id, @Nullable UUID member) {
        var conversation = changeable(id);
        if (Objects.equals(conversation.assignee(), member)) {
            return;
        }
        var at = now();
        if (member == null) {
            store.set(conversation.id(), "assignee_id = :value", null);
            store.happened(
                    conversation.id(),
                    at,
                    me(),
                    "assignee",
                    name(conversation.assignee()),
                    null,
                    conversation.assignee(),
                    null);
        } else {
            var who = members.find(member)
                    .filter(Member::active)
                    .orElseThrow(() -> InvalidRequest.field("assignee", Texts.t("conversations.refused.no-member")));
            assign(conversation, who, at);
            if (conversation.state() == ConversationState.NEW) {
                move(conversation, ConversationState.OPEN, at);
            }
        }
        news.changed(conversation.id());
    }

    void assign(Conversation conversation, Member who, Instant at) {
        store.set(conversation.id(), "assignee_id = :value", who.id());
        store.happened(
                conversation.id(),
                at,
                me(),
                "assignee",
                name(conversation.assignee()),
                who.name(),
                conversation.assignee(),
                who.id());
    }

    /// Gives it to a team, or to none.
    @Transactional
    public void team(UUID id, @Nullable UUID team) {
        var conversation = changeable(id);
        if (Objects.equals(conversation.team(), team)) {
            return;
        }
        var teams = members.teams();
        var before = teams.stream()
                .filter(known -> known.id().equals(conversation.team()))
                .map(Members.TeamName::name)
                .findFirst();
        var after = teams.stream()
                .filter(known -> known.id().equals(team))
                .map(Members.TeamName::name)
                .findFirst();
        if (team != null && after.isEmpty()) {
            throw InvalidRequest.field("team", Texts.t("conversations.refused.no-team"));
        }
        store.set(conversation.id(), "team_id = :value", team);
        store.happened(
                conversation.id(),
                now(),
                me(),
                "team",
                before.orElse(null),
                after.orElse(null),
                conversation.team(),
                team);
        news.changed(conversation.id());
    }

    /// Says what it is about. A person has decided then, so the words that suggested it are forgotten.
    @Transactional
    public void kind(UUID id, @Nullable ConversationKind kind) {
        var conversation = changeable(id);
        store.set(conversation.id(), "kind = :value, kind_words = null", kind == null ? null : kind.word());
        if (conversation.kind() != kind) {
            store.happened(conversation.id(), now(), me(), "kind", word(conversation.kind()), word(kind));
        }
        news.changed(conversation.id());
    }

    /// Says what is known of the cause of a complaint.
    @Transactional
    public void cause(UUID id, CauseState cause) {
        var conversation = changeable(id);
        if (conversation.cause() != cause) {
            store.set(conversation.id(), "cause = :value", cause.word());
            store.happened(conversation.id(), now(), me(), "cause", word(conversation.cause()), word(cause));
            news.changed(conversation.id());
        }
    }

    @Transactional
    public void priority(UUID id, Priority priority) {
        var conversation = changeable(id);
        if (conversation.priority() != priority) {
            store.set(conversation.id(), "priority = :value", priority.word());
            store.happened(conversation.id(), now(), me(), "priority", word(conversation.priority()), word(priority));
            news.changed(conversation.id());
        }
    }

    /// Says until when the customer needs it.
    @Transactional
    public void neededBy(UUID id, @Nullable Instant neededBy) {
        var conversation = changeable(id);
        if (!Objects.equals(conversation.neededBy(), neededBy)) {
            store.set(conversation.id(), "needed_by = :value", neededBy);
            store.due(conversation.id(), "needed-by", neededBy);
            store.happened(
                    conversation.id(),
                    now(),
                    me(),
                    "needed-by",
                    Objects.toString(conversation.neededBy(), null),
                    Objects.toString(neededBy, null));
            news.changed(conversation.id());
        }
    }

    /// Sets the tags, the only thing that changes on a closed conversation (ST3).
    @Transactional
    public void tags(UUID id, Collection<String> tags) {
        var conversation = store.lock(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
        var wanted = tags.stream()
                .map(tag -> tag.strip().toLowerCase(Locale.ROOT))
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .sorted()
                .toList();
        if (wanted.stream().anyMatch(tag -> tag.length() > LONGEST_TAG)) {
            throw InvalidRequest.field("tags", Texts.t("conversations.refused.long-tag", "most", LONGEST_TAG));
        }
        var before = store.tags(conversation.id());
        if (!before.equals(wanted)) {
            store.tag(conversation.id(), wanted);
            store.happened(
                    conversation.id(), now(), me(), "tags", String.join(", ", before), String.join(", ", wanted));
            news.changed(conversation.id());
        }
    }

    /// Says when the next thing of a kind is owed on a conversation; the earliest of all orders the lists.
    /// What is owed on one that has become part of another is owed there; that nothing is owed on it any more
    /// says nothing of that one.
    ///
    /// @param source who keeps the time, such as `promise` or `sla`
    /// @param at     when it is due, null where nothing is owed any more
    @Transactional
    public void due(UUID id, String source, @Nullable Instant at) {
        store.due(at == null ? id : store.survivor(id), source, at);
    }

    /// The same for many conversations at once.
    ///
    /// @param due by conversation; empty where nothing is owed any more
    @Transactional
    public void due(String source, Map<UUID, Optional<Instant>> due) {
        store.due(source, store.ofSurvivors(due));
    }

    /// Notes what another part of Keepwell knows to have happened to a conversation, on a closed one too.
    /// Kinds that people read in the thread are named where it is drawn.
    ///
    /// @param kind   what it was
    /// @param before as people read it, or null
    /// @param after  as people read it, or null
    @Transactional
    public void happened(UUID id, String kind, @Nullable String before, @Nullable String after) {
        var left = store.survivor(id);
        store.happened(left, now(), me(), kind, before, after);
        news.changed(left);
    }

    /// The tags by name.
    public List<String> tags(UUID id) {
        return store.tags(store.survivor(id));
    }

    /// The conversation, held for a change; refused where it is closed.
    private Conversation changeable(UUID id) {
        var conversation = store.lock(id).orElseThrow(() -> new ConversationNotFound(id.toString()));
        if (conversation.closed()) {
            throw new ConversationClosed(conversation.number());
        }
        return conversation;
    }

    private @Nullable UUID me() {
        return members.current().map(Member::id).orElse(null);
    }

    private @Nullable String name(@Nullable UUID member) {
        return member == null ? null : members.find(member).map(Member::name).orElse(null);
    }

    private static @Nullable String word(@Nullable Enum<?> value) {
        return value == null ? null : Words.of(value);
    }

    // As exact as the database keeps it, so that what happened together can be found together.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

package io.keepwell.problems.solving;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.CauseState;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationState;
import io.keepwell.conversations.Conversations;
import io.keepwell.conversations.OneOffReasons;
import io.keepwell.problems.Area;
import io.keepwell.problems.Areas;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Words;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The two ways in which a complaint ends without a problem: handed to product, or called a one-off with a reason. Both
/// are taken back by what they answer.
@Service
class Solving implements OneOffReasons {

    private static final int LONGEST = 2_000;

    private final SolvingStore store;
    private final Conversations conversations;
    private final Areas areas;
    private final Members members;
    private final Clock clock;

    Solving(SolvingStore store, Conversations conversations, Areas areas, Members members, Clock clock) {
        this.store = store;
        this.conversations = conversations;
        this.areas = areas;
        this.members = members;
        this.clock = clock;
    }

    /// How it stood before.
    record Before(CauseState cause, ConversationState state) {}

    /// Nobody knows the cause: product looks for it.
    ///
    /// @param solve whether the conversation is solved with it
    @Transactional
    Before triage(UUID id, boolean solve) {
        return place(conversations.get(id), CauseState.TRIAGE, solve);
    }

    /// It has no cause that could happen again.
    ///
    /// @param area id of the part of the product it was about, or null
    @Transactional
    Before oneOff(UUID id, OneOffReason reason, @Nullable UUID area, String words, boolean solve) {
        var conversation = conversations.get(id);
        if (words.length() > LONGEST) {
            throw InvalidRequest.field("words", t("problems.refused.long", "field", "words", "most", LONGEST));
        }
        if (area != null && areas.find(area).isEmpty()) {
            throw InvalidRequest.field("area", t("problems.refused.area"));
        }
        var before = place(conversation, CauseState.ONE_OFF, solve);
        store.oneOff(conversation.id(), new OneOff(reason, area, words.strip(), me(), now()));
        return before;
    }

    @Override
    @Transactional
    public void oneOff(UUID conversation, OneOffReasons.Given given) {
        if (given.reason() == null) {
            throw missing("oneOff.reason");
        }
        oneOff(
                conversation,
                Words.asked(OneOffReason.class, "oneOff.reason", given.reason()),
                part(given.component()),
                given.words() == null ? "" : given.words(),
                false);
    }

    /// The refusal of a one-off without a reason.
    static InvalidRequest missing(String field) {
        return InvalidRequest.field(field, t("problems.refused.one-off"));
    }

    /// The id of the part of the product that a request names; of nothing, null.
    @Nullable
    UUID part(@Nullable String named) {
        return Optional.ofNullable(named)
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .map(areas::named)
                .map(Area::id)
                .orElse(null);
    }

    private Before place(Conversation conversation, CauseState cause, boolean solve) {
        conversations.cause(conversation.id(), cause);
        if (solve) {
            conversations.state(conversation.id(), ConversationState.SOLVED);
        }
        return new Before(conversation.cause(), conversation.state());
    }

    /// Takes it back. What was said of a one-off is kept, so that one comes back with its reason.
    @Transactional
    void undo(UUID id, Before before) {
        var conversation = conversations.get(id);
        if (conversation.state() != before.state()) {
            conversations.state(
                    conversation.id(),
                    before.state() == ConversationState.NEW ? ConversationState.OPEN : before.state());
        }
        conversations.cause(conversation.id(), before.cause());
    }

    /// Says what of the handling was right; null takes the mark away.
    @Transactional
    void mark(UUID id, Aspect aspect, @Nullable Boolean good) {
        var conversation = conversations.get(id);
        if (good == null) {
            store.unmark(conversation.id(), aspect);
        } else {
            store.mark(conversation.id(), aspect, good, me(), now());
        }
    }

    private @Nullable UUID me() {
        return members.current().map(Member::id).orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

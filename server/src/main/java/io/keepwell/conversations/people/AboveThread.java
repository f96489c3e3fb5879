package io.keepwell.conversations.people;

import static io.keepwell.shared.Texts.t;

import gg.jte.Content;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.conversations.FailuresBorne;
import io.keepwell.conversations.FailuresBorne.Borne;
import io.keepwell.conversations.tone.Signal;
import io.keepwell.conversations.tone.Tone;
import io.keepwell.conversations.tone.Trend;
import io.keepwell.customers.Customers;
import io.keepwell.mail.QuoteTrim;
import io.keepwell.shared.Fragments;
import io.keepwell.shared.Moments;
import io.keepwell.team.Members;
import io.keepwell.team.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Above the letters, one calm line: who this is, what went wrong before, how long this has lasted and how it sounds.
/// The rest on demand. It never changes anything by itself, and no customer ever sees it.
@Component
class AboveThread implements ConversationPanel {

    private static final int LETTERS = 20;
    private static final int COMPLAINTS = 5;

    /// A signal as it is shown.
    ///
    /// @param words  the words that caused it
    /// @param slight whether it is only a hint
    /// @param mark   what the person who looks said of it: `yes`, `no`, or empty
    record Heard(Signal signal, List<String> words, boolean slight, String mark) {

        String word() {
            return signal.word();
        }

        String icon() {
            return switch (signal) {
                case ANGER -> "flame";
                case REPEAT -> "repeat";
                case LEAVING -> "door-exit";
                case URGENCY -> "clock-exclamation";
            };
        }
    }

    /// What is shown.
    ///
    /// @param line       the facts in a sentence or two
    /// @param heard      signals that are heard clearly
    /// @param hints      those that may be there
    /// @param silent     those that are not, to be marked where a colleague hears them
    /// @param trend      a sentence on how the thread goes, or null
    /// @param complaints earlier ones, but for those among the failures
    /// @param borne      what they have borne from us, null where nothing is known
    /// @param warning    the same in a sentence where it is more than they should, else null
    /// @param letter     the letter the signals are of, or null
    record View(
            UUID conversation,
            String line,
            List<Heard> heard,
            List<Heard> hints,
            List<Heard> silent,
            @Nullable String trend,
            List<ThreadFacts.Complaint> complaints,
            @Nullable Borne borne,
            @Nullable String warning,
            @Nullable UUID letter,
            boolean writable) {}

    private final ThreadFacts facts;
    private final ToneWords words;
    private final ToneMarks marks;
    private final Customers customers;
    private final Members members;
    private final List<FailuresBorne> failures;
    private final Fragments fragments;
    private final Clock clock;

    AboveThread(
            ThreadFacts facts,
            ToneWords words,
            ToneMarks marks,
            Customers customers,
            Members members,
            List<FailuresBorne> failures,
            Fragments fragments,
            Clock clock) {
        this.facts = facts;
        this.words = words;
        this.marks = marks;
        this.customers = customers;
        this.members = members;
        this.failures = failures;
        this.fragments = fragments;
        this.clock = clock;
    }

    @Override
    public Slot slot() {
        return Slot.ABOVE_LETTERS;
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Optional<Content> show(Conversation conversation) {
        return conversation.automatic()
                ? Optional.empty()
                : Optional.of(fragments.of("conversations/people/above.jte", Map.of("view", view(conversation))));
    }

    private View view(Conversation conversation) {
        var letters = facts.letters(conversation.id(), LETTERS);
        var tones = tones(letters);
        var last = letters.stream()
                .filter(ThreadFacts.Letter::theirs)
                .reduce((earlier, later) -> later)
                .orElse(null);
        var tone = tones.isEmpty() ? new Tone(List.of()) : tones.getLast();
        var me = members.require();
        var said = last == null ? Map.<Signal, Boolean>of() : marks.of(last.id(), me.id());
        var borne = BornePanels.borne(failures, conversation)
                .filter(it -> it.count() > 0)
                .orElse(null);
        var complaints = facts.complaints(conversation.customer(), conversation.id(), COMPLAINTS).stream()
                .filter(complaint -> borne == null || !listed(borne, complaint))
                .toList();
        var name = customers.get(conversation.customer()).label();
        return new View(
                conversation.id(),
                line(conversation, facts.counts(conversation), borne),
                heard(tone, Tone.Level.CLEAR, said),
                heard(tone, Tone.Level.SLIGHT, said),
                heard(tone, Tone.Level.NONE, said),
                trend(Trend.of(tones)),
                complaints,
                borne,
                borne != null && borne.above() ? BornePanels.sentence(name, borne) : null,
                last == null ? null : last.id(),
                me.role() != Role.VIEWER);
    }

    /// How the customer's letters sound, each without what it quotes.
    List<Tone> tones(List<ThreadFacts.Letter> letters) {
        var lexicon = words.lexicon();
        var earlier = new ArrayList<String>();
        var tones = new ArrayList<Tone>();
        for (var letter : letters) {
            if (letter.theirs()) {
                var own = QuoteTrim.sections(letter.text(), earlier).stream()
                        .filter(section -> !section.hidden())
                        .map(QuoteTrim.Section::text)
                        .collect(Collectors.joining());
                tones.add(Tone.of(letter.subject() + "\n\n" + own, lexicon));
            }
            earlier.add(letter.text());
        }
        return tones;
    }

    private static boolean listed(Borne borne, ThreadFacts.Complaint complaint) {
        return borne.failures().stream()
                .map(FailuresBorne.Failure::conversation)
                .anyMatch(number -> number != null && number == complaint.number());
    }

    private String line(Conversation conversation, ThreadFacts.Counts counts, @Nullable Borne borne) {
        var parts = new ArrayList<String>();
        parts.add(tenure(conversation, counts));
        if (counts.complaints() > 0) {
            parts.add(t("conversations.above.complaints", "count", counts.complaints(), "open", counts.causesOpen()));
        }
        if (borne != null && !borne.above()) {
            parts.add(t("conversations.borne.some", "count", borne.count(), "months", borne.months()));
        }
        var lasted = Duration.between(conversation.createdAt(), end(conversation));
        if (counts.letters() > 1 || lasted.toHours() >= 24) {
            parts.add(t(
                    "conversations.above.lasted",
                    "count",
                    counts.letters(),
                    "span",
                    lasted.toHours() < 24
                            ? Moments.span(lasted)
                            : t("conversations.above.days", "days", lasted.toDays())));
        }
        return String.join(" ", parts);
    }

    private String tenure(Conversation conversation, ThreadFacts.Counts counts) {
        var customer = customers.get(conversation.customer());
        if (counts.earlier() == 0
                && Duration.between(customer.firstSeenAt(), clock.instant()).toDays() < 30) {
            return t("conversations.above.new", "name", customer.label());
        }
        return BornePanels.tenure(customer.label(), customer.firstSeenAt(), clock);
    }

    private Instant end(Conversation conversation) {
        var solved = conversation.solvedAt();
        return solved == null ? clock.instant() : solved;
    }

    private static List<Heard> heard(Tone tone, Tone.Level level, Map<Signal, Boolean> said) {
        return List.of(Signal.values()).stream()
                .filter(signal -> tone.level(signal) == level)
                .map(signal -> new Heard(
                        signal,
                        tone.words(signal),
                        level == Tone.Level.SLIGHT,
                        !said.containsKey(signal) ? "" : Boolean.TRUE.equals(said.get(signal)) ? "yes" : "no"))
                .toList();
    }

    private static @Nullable String trend(Trend trend) {
        return switch (trend) {
            case CALMER -> t("conversations.above.trend.calmer");
            case SHARPER -> t("conversations.above.trend.sharper");
            case STEADY, NONE -> null;
        };
    }
}

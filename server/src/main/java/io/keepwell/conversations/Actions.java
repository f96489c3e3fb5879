package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Several things that are done to a conversation together. Null and empty leave what is.
///
/// @param text       words for the reply, with the places of saved replies
/// @param send       whether the reply is sent, and not only written
/// @param note       a note for the team, with the same places
/// @param state      `open`, `pending`, `on-hold` or `solved`
/// @param kind       `question`, `complaint`, `request`, `praise`, or `none`
/// @param priority   `low`, `normal`, `high` or `urgent`
/// @param addTags    tags that are added
/// @param removeTags tags that are taken away
/// @param assignee   id of a person, `me` or `none`
/// @param team       id of a team, or `none`
/// @param snooze     how long it is put off: hours such as `4h`, or days such as `2d`, until their morning
/// @param promise    what is promised to the customer
@Schema(name = "Actions", description = "Several things that are done together; what is absent stays as it is")
public record Actions(
        @Schema(description = "Words for the reply, with the places of saved replies") @Nullable
        String text,

        @Schema(description = "Whether the reply is sent; it can be taken back for ten seconds") @Nullable
        Boolean send,

        @Schema(description = "A note for the team, with the same places") @Nullable
        String note,

        @Schema(allowableValues = {"open", "pending", "on-hold", "solved"}) @Nullable
        String state,

        @Schema(allowableValues = {"question", "complaint", "request", "praise", "none"}) @Nullable
        String kind,

        @Schema(allowableValues = {"low", "normal", "high", "urgent"}) @Nullable
        String priority,

        List<String> addTags,
        List<String> removeTags,

        @Schema(description = "Id of a person, me or none") @Nullable
        String assignee,

        @Schema(description = "Id of a team, or none") @Nullable
        String team,

        @Schema(description = "How long it is put off: hours such as 4h, or days such as 2d, until their morning")
        @Nullable
        String snooze,

        @Nullable Promise promise) {

    /// Nothing is done.
    public static final Actions NONE =
            new Actions(null, null, null, null, null, null, List.of(), List.of(), null, null, null, null);

    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_TAG = 60;
    private static final int LONGEST_WORDS = 200;
    private static final int FARTHEST_HOURS = 24 * 365;
    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final List<String> STATES = List.of("open", "pending", "on-hold", "solved");
    private static final List<String> KINDS = List.of("question", "complaint", "request", "praise", "none");
    private static final List<String> PRIORITIES = List.of("low", "normal", "high", "urgent");
    private static final List<String> PROMISES = List.of("answer", "call", "fixed", "other");

    /// A promise.
    ///
    /// @param kind   `answer`, `call`, `fixed` or `other`
    /// @param within until when: hours such as `4h`, days such as `2d`; null for `fixed`, which is due on its event
    /// @param what   in words, may be empty
    @Schema(name = "PromiseOfActions")
    public record Promise(
            @Schema(allowableValues = {"answer", "call", "fixed", "other"})
            String kind,

            @Schema(description = "Hours such as 4h or days such as 2d; absent for fixed") @Nullable
            String within,

            @Nullable String what) {

        String words() {
            return what == null ? "" : what;
        }
    }

    // Programs and the database leave out what is empty.
    @SuppressWarnings("ConstantValue")
    public Actions {
        addTags = addTags == null ? List.of() : List.copyOf(addTags);
        removeTags = removeTags == null ? List.of() : List.copyOf(removeTags);
    }

    /// Whether a reply is sent.
    public boolean sends() {
        return Boolean.TRUE.equals(send);
    }

    /// Whether words are written that customers or colleagues read.
    public boolean writes() {
        return text != null;
    }

    /// The same, tidied.
    ///
    /// @param wrong takes what cannot be, by field
    Actions checked(List<FieldError> wrong) {
        var tidy = new Actions(
                words("text", text, wrong),
                sends() ? Boolean.TRUE : null,
                words("note", note, wrong),
                one("state", state, STATES, wrong),
                one("kind", kind, KINDS, wrong),
                one("priority", priority, PRIORITIES, wrong),
                tags("addTags", addTags, wrong),
                tags("removeTags", removeTags, wrong),
                id("assignee", assignee, List.of("me", "none"), wrong),
                id("team", team, List.of("none"), wrong),
                span("snooze", snooze, wrong),
                promise(wrong));
        if (tidy.snooze != null && "solved".equals(tidy.state)) {
            wrong.add(new FieldError("snooze", t("conversations.macros.wrong.solved-waits")));
        }
        if (wrong.isEmpty() && tidy.equals(NONE)) {
            wrong.add(new FieldError("actions", t("conversations.macros.wrong.nothing")));
        }
        return tidy;
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable String words(String field, @Nullable String value, List<FieldError> wrong) {
        var text = given(value);
        if (text == null) {
            return null;
        }
        if (text.length() > LONGEST_TEXT) {
            wrong.add(new FieldError(field, t("conversations.saved.wrong.long", "most", LONGEST_TEXT)));
        }
        Placeholders.unknown(text).stream()
                .findFirst()
                .ifPresent(name -> wrong.add(new FieldError(
                        field,
                        t(
                                "conversations.saved.wrong.place",
                                "typed",
                                "{{" + name + "}}",
                                "known",
                                String.join(", ", Placeholders.NAMES)))));
        return text.replace("\r\n", "\n");
    }

    private static @Nullable String one(
            String field, @Nullable String value, List<String> known, List<FieldError> wrong) {
        var word = given(value);
        if (word != null && !known.contains(word)) {
            wrong.add(new FieldError(field, t("shared.api.value", "field", field)));
        }
        return word;
    }

    private static List<String> tags(String field, List<String> given, List<FieldError> wrong) {
        var tidy = given.stream()
                .map(tag -> tag.strip().toLowerCase(Locale.ROOT))
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
        if (tidy.stream().anyMatch(tag -> tag.length() > LONGEST_TAG || tag.contains(","))) {
            wrong.add(new FieldError(field, t("conversations.refused.long-tag", "most", LONGEST_TAG)));
        }
        return tidy;
    }

    private static @Nullable String id(
            String field, @Nullable String value, List<String> words, List<FieldError> wrong) {
        var id = given(value);
        if (id != null && !words.contains(id)) {
            try {
                UUID.fromString(id);
            } catch (IllegalArgumentException e) {
                wrong.add(new FieldError(field, t("shared.api.value", "field", field)));
            }
        }
        return id;
    }

    private static @Nullable String span(String field, @Nullable String value, List<FieldError> wrong) {
        var span = given(value);
        if (span != null && Span.of(span).isEmpty()) {
            wrong.add(new FieldError(field, t("conversations.macros.wrong.span")));
        }
        return span;
    }

    private @Nullable Promise promise(List<FieldError> wrong) {
        if (promise == null || given(promise.kind()) == null) {
            return null;
        }
        var kind = one("promise", promise.kind(), PROMISES, wrong);
        boolean open = "fixed".equals(kind);
        var within = open ? null : span("promise", promise.within(), wrong);
        if (!open && within == null) {
            wrong.add(new FieldError("promise", t("conversations.macros.wrong.promise")));
        }
        var what = given(promise.what());
        if (what != null && what.length() > LONGEST_WORDS) {
            wrong.add(new FieldError("promise", t("conversations.saved.wrong.long", "most", LONGEST_WORDS)));
        }
        return new Promise(String.valueOf(kind), within, what);
    }

    /// A length of time as people set it: hours, or days.
    ///
    /// @param count how many
    /// @param days  whether they are days
    record Span(int count, boolean days) {

        static Optional<Span> of(String text) {
            if (!text.matches("\\d{1,4}[hd]")) {
                return Optional.empty();
            }
            boolean days = text.endsWith("d");
            int count = Integer.parseInt(text.substring(0, text.length() - 1));
            return count < 1 || count * (days ? 24 : 1) > FARTHEST_HOURS
                    ? Optional.empty()
                    : Optional.of(new Span(count, days));
        }

        /// When it is over: hours to the minute, days at the same time of their day.
        Instant after(Instant now, ZoneId zone) {
            return days ? now.atZone(zone).plusDays(count).toInstant() : now.plus(Duration.ofHours(count));
        }

        /// The same, but days end in their morning.
        Instant morning(Instant now, ZoneId zone) {
            return days ? now.atZone(zone).plusDays(count).with(MORNING).toInstant() : after(now, zone);
        }
    }

    /// Until when it is put off, if it is.
    Optional<Instant> snoozedUntil(Instant now, ZoneId zone) {
        return Optional.ofNullable(snooze).flatMap(Span::of).map(span -> span.morning(now, zone));
    }

    /// Until when the promise is to be kept; empty where it is due on an event, or where nothing is promised.
    Optional<Instant> promisedFor(Instant now, ZoneId zone) {
        return Optional.ofNullable(promise)
                .map(Promise::within)
                .flatMap(Span::of)
                .map(span -> PromisedTime.rounded(span.after(now, zone)));
    }

    /// The tags of a conversation afterwards.
    List<String> tagged(List<String> before) {
        var after = new ArrayList<>(before);
        after.removeAll(removeTags);
        addTags.stream().filter(tag -> !after.contains(tag)).forEach(after::add);
        return after;
    }
}

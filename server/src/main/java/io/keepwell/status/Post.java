package io.keepwell.status;

import io.keepwell.shared.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that was said of an incident.
///
/// @param id         id
/// @param incident   id of the incident
/// @param at         when
/// @param kind       what it tells
/// @param state      how far it had come then
/// @param text       what was said; empty for the standard text
/// @param startsAt   when the maintenance was to begin, or null
/// @param endsAt     when it was to end, or null
/// @param components what it was about, with names and states of then
/// @param tell     whether subscribers were told
/// @param whyNot     why not, or null
/// @param editedAt   when a typo was last taken out, or null
/// @param member     id of the member who said it, or null where it happened by itself
public record Post(
        UUID id,
        UUID incident,
        Instant at,
        PostKind kind,
        IncidentState state,
        String text,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        List<Named> components,
        boolean tell,
        @Nullable String whyNot,
        @Nullable Instant editedAt,
        @Nullable UUID member) {

    /// A component as it was called and how it was.
    public record Named(String name, ComponentState state) {}

    /// What was said, in words: where nobody wrote any, those of its kind and state (3.10.4).
    public String words(Locale locale) {
        if (!text.isBlank()) {
            return text;
        }
        return kind == PostKind.UPDATE || kind == PostKind.PUBLISHED || kind == PostKind.REOPENED
                ? Texts.in(locale, "status.standard." + kind.word() + "." + state.word())
                : Texts.in(locale, "status.standard." + kind.word());
    }
}

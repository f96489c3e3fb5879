package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Moments;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of a letter on its way out, in words.
///
/// @param state       state for the looks: `queued`, `sending`, `sent`, `failed` or `uncertain`
/// @param icon        icon
/// @param words       a word or two
/// @param hover       the exact instant, and the reason where there is one
/// @param explanation what it means and what to do, where that is not plain; else null
/// @param until       until when it can be taken back, or null
/// @param again       whether it may be sent again
record DeliveryView(
        String state,
        String icon,
        String words,
        String hover,
        @Nullable String explanation,
        @Nullable Instant until,
        boolean again) {

    /// @param state  state of the outbox, null for what was never to be sent
    /// @param reason why, or null
    /// @param at     since when, or null
    /// @param due    when it is to leave, or null
    /// @param name   who gets it
    static @Nullable DeliveryView of(
            @Nullable String state,
            @Nullable String reason,
            @Nullable Instant at,
            @Nullable Instant due,
            Instant now,
            String name) {
        if (state == null) {
            return null;
        }
        var words = t("conversations.delivery." + state);
        var hover = at == null ? words : Moments.exact(at);
        var why = reason == null || reason.isBlank() ? "none" : reason;
        return switch (state) {
            case "queued" -> {
                var open = due != null && due.isAfter(now) ? due : null;
                var countdown = open == null
                        ? null
                        : t(
                                "conversations.delivery.countdown",
                                "seconds",
                                Math.max(1, Duration.between(now, open).toSeconds()));
                yield new DeliveryView("queued", "clock-play", words, hover, countdown, open, false);
            }
            case "sending", "handing-over" -> new DeliveryView("sending", "send", words, hover, null, null, false);
            case "uncertain" ->
                new DeliveryView(
                        "uncertain",
                        "help-circle",
                        words,
                        hover,
                        t("conversations.delivery.uncertain.why", "name", name),
                        null,
                        true);
            case "failed" ->
                new DeliveryView(
                        "failed",
                        "alert-circle",
                        words,
                        hover,
                        t("conversations.delivery.failed.why", "name", name, "reason", why),
                        null,
                        true);
            case "bounced" ->
                new DeliveryView(
                        "failed",
                        "arrow-back-up",
                        words,
                        hover,
                        t("conversations.delivery.bounced.why", "name", name, "reason", why),
                        null,
                        true);
            case "suppressed" ->
                new DeliveryView(
                        "failed",
                        "ban",
                        words,
                        hover,
                        t("conversations.delivery.suppressed.why", "name", name, "reason", why),
                        null,
                        true);
            case "cancelled" -> new DeliveryView("cancelled", "arrow-back", words, hover, null, null, false);
            case "delivered" -> new DeliveryView("sent", "checks", words, hover, null, null, false);
            default -> new DeliveryView("sent", "check", words, hover, null, null, false);
        };
    }
}

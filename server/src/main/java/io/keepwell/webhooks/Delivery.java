package io.keepwell.webhooks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One telling of an event to an endpoint.
///
/// @param event    id of the event; the same in every replay
/// @param sequence in which order events were noted
/// @param replay   0 for the first telling
/// @param data     JSON of the facts
/// @param state    `queued`, `waiting`, `delivered` or `failed`
record Delivery(
        UUID id,
        UUID endpoint,
        UUID event,
        long sequence,
        String type,
        UUID subject,
        Instant occurredAt,
        String data,
        int replay,
        String state,
        Instant createdAt,
        @Nullable Instant settledAt) {

    /// An attempt to deliver.
    ///
    /// @param status HTTP status, null where there was no answer
    /// @param words  what went wrong, or the beginning of the answer
    record Attempt(
            UUID delivery,
            int attempt,
            Instant at,
            @Nullable Integer status,
            long millis,
            String words) {}

    /// The body as it is signed and sent: always the same bytes.
    String body() {
        if (EventType.CHAT.contains(type)) {
            return data;
        }
        return "{\"id\":\"" + event + "\",\"type\":\"" + type + "\",\"sequence\":" + sequence + ",\"occurredAt\":\""
                + occurredAt + "\",\"subject\":\"" + subject + "\",\"data\":" + data + "}";
    }
}

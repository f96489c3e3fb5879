package io.keepwell.shared;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A request that is refused for a reason the one who asked can understand. One place turns it into RFC 9457 problem
/// details (API) or a page. The class name is the stable problem type: `ConversationNotFound` becomes
/// `/problems/conversation-not-found`.
public abstract class Refusal extends RuntimeException {

    /// What kind of no it is; decides the HTTP status.
    public enum Kind {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        TOO_LARGE(413),
        TOO_MANY(429),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /// One field that was wrong, and what to do about it.
    ///
    /// @param field   name of the field as the caller sent it
    /// @param message a sentence
    public record FieldError(String field, String message) {

        /// The first sentence about a field, null where nothing is wrong with it; for what stands beside fields.
        public static @Nullable String in(List<FieldError> errors, String field) {
            return errors.stream()
                    .filter(it -> it.field().equals(field))
                    .map(FieldError::message)
                    .findFirst()
                    .orElse(null);
        }
    }

    private final Kind kind;
    private final List<FieldError> errors;

    protected Refusal(Kind kind, String sentence) {
        this(kind, sentence, List.of());
    }

    protected Refusal(Kind kind, String sentence, List<FieldError> errors) {
        super(sentence, null, false, false);
        this.kind = kind;
        this.errors = List.copyOf(errors);
    }

    public Kind kind() {
        return kind;
    }

    public List<FieldError> errors() {
        return errors;
    }

    /// The sentence for the one who asked: what happened, what was kept, what to do.
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /// `conversation-not-found` for `ConversationNotFound`.
    public String slug() {
        return getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}

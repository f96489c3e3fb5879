package io.keepwell.team;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is wrong with the fields of a form, each said beside its field.
///
/// @param errors field and sentence
record Wrongs(List<FieldError> errors) {

    static final Wrongs NONE = new Wrongs(List.of());

    /// The sentence for a field, null where it is right.
    @Nullable
    String of(String field) {
        return errors.stream()
                .filter(error -> error.field().equals(field))
                .map(FieldError::message)
                .findFirst()
                .orElse(null);
    }

    boolean none() {
        return errors.isEmpty();
    }

    /// Collects what is wrong, and refuses the request where something is.
    static final class Check {

        private final List<FieldError> errors = new ArrayList<>();

        Check no(String field, Optional<String> problem) {
            problem.ifPresent(sentence -> errors.add(new FieldError(field, sentence)));
            return this;
        }

        Check yes(boolean right, String field, String sentence) {
            return no(field, right ? Optional.empty() : Optional.of(sentence));
        }

        /// @throws InvalidRequest with all that is wrong
        void done() {
            if (!errors.isEmpty()) {
                throw new InvalidRequest(errors.getFirst().message(), errors);
            }
        }
    }
}

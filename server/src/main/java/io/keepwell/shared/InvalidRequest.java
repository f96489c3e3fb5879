package io.keepwell.shared;

import java.util.List;

/// Something in the request is wrong; each wrong field says what to do.
public final class InvalidRequest extends Refusal {

    public InvalidRequest(String sentence) {
        super(Kind.INVALID, sentence);
    }

    public InvalidRequest(String sentence, List<FieldError> errors) {
        super(Kind.INVALID, sentence, errors);
    }

    /// The first field that is wrong, for pages that show one at a time.
    ///
    /// @param usual the field where the sentence is shown when none is named
    public FieldError first(String usual) {
        return errors().isEmpty() ? new FieldError(usual, sentence()) : errors().getFirst();
    }

    /// A refusal for one field.
    public static InvalidRequest field(String field, String message) {
        return new InvalidRequest(message, List.of(new FieldError(field, message)));
    }
}

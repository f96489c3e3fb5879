package io.keepwell.conversations;

import io.keepwell.shared.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The parts of an acknowledgement whose wording can be changed, in the order of the letter.
enum AcknowledgementPart {
    /// Subject of the letter where the customer's own may not be repeated.
    SUBJECT("company"),
    /// Greeting with a first name.
    GREETING("name", "company"),
    /// Greeting without one.
    GREETING_WITHOUT_NAME("company"),
    /// That the message has arrived, and what it is about.
    RECEIVED("subject", "company"),
    /// That it has arrived.
    RECEIVED_WITHOUT_SUBJECT("company"),
    /// Only where the words show a complaint.
    APOLOGY("company"),
    /// That we know of the problem, only where what they write is surely about it.
    KNOWN("problem", "since", "what we said", "company"),
    /// That we know of a problem that hits them, where they may write of something else.
    PERHAPS_KNOWN("problem", "since", "what we said", "company"),
    /// Who will answer, and when.
    PROMISE("person or team", "promised time", "company"),
    /// How to reach a person.
    HUMAN("person or team", "company"),
    /// The end.
    CLOSING("person or team", "company");

    private final List<String> variables;

    AcknowledgementPart(String... variables) {
        this.variables = List.of(variables);
    }

    /// The variables that may stand in it, without braces.
    List<String> variables() {
        return variables;
    }

    String word() {
        return Words.of(this);
    }

    static Optional<AcknowledgementPart> named(String word) {
        return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
    }
}

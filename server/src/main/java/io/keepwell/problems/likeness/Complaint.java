package io.keepwell.problems.likeness;

import java.util.Locale;

/// What somebody complains about.
///
/// The text is what they wrote themselves: whoever calls has cut quoted history, signatures, disclaimers and forwarded
/// headers before, or every letter resembles every other (feedback.md 4.2.7).
///
/// @param language language it is written in; decides how words are stemmed
/// @param subject  subject line, may be empty
/// @param text     the first letter, in their words alone; what is beyond 4,000 characters is not looked at
/// @param signals  what is known besides
public record Complaint(Locale language, String subject, String text, Signals signals) {

    private static final int LONGEST = 4000;

    /// A complaint of words alone.
    public Complaint(Locale language, String subject, String text) {
        this(language, subject, text, Signals.NONE);
    }

    /// Everything that was said.
    String words() {
        var all = subject.isBlank() ? text : subject + "\n" + text;
        return all.length() > LONGEST ? all.substring(0, LONGEST) : all;
    }
}

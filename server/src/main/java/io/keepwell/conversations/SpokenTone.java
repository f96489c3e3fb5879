package io.keepwell.conversations;

import java.util.Set;

/// How words of a customer sound that are no letter, such as those of an answer to a survey.
public interface SpokenTone {

    /// What is heard clearly in them, by the words that count here.
    ///
    /// @return of `anger`, `repeat`, `leaving` and `urgency`
    Set<String> heard(String words);
}

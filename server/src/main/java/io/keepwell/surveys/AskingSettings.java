package io.keepwell.surveys;

import org.jspecify.annotations.Nullable;

/// What holds for asking in all surveys. Read by [AskingRules].
///
/// @param anyPauseDays          days between two surveys of whatever kind to one person (3.2.2)
/// @param relationshipPauseDays days between two surveys about everything to one person
/// @param accountCap            persons of one account who are asked within a week (3.2.7), null for no bound
/// @param countUnconfirmed      whether scores that were opened and never confirmed count (3.3.5)
public record AskingSettings(
        int anyPauseDays,
        int relationshipPauseDays,
        @Nullable Integer accountCap,
        boolean countUnconfirmed) {

    /// What holds where nobody set anything.
    static final AskingSettings USUAL = new AskingSettings(14, 90, null, false);
}

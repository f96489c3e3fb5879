package io.keepwell.conversations;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Words that are written again and again.
///
/// @param member   whose it is, null for a team's or everybody's
/// @param team     which team's it is, or null
/// @param teamName its name, or null
/// @param texts    the words by language, such as `en`
/// @param uses     how often they were taken
record SavedReply(
        UUID id,
        String name,
        @Nullable UUID member,
        @Nullable UUID team,
        @Nullable String teamName,
        List<String> tags,
        Map<String, String> texts,
        long uses) {

    /// Who finds them: `own`, `team` or `all`.
    String scope() {
        return Sharing.scope(member, team);
    }

    /// The words in a language: those of it, else those of the workspace, else the first there are.
    String text(Locale language, Locale workspace) {
        var exact = texts.get(language.getLanguage());
        if (exact != null) {
            return exact;
        }
        var usual = texts.get(workspace.getLanguage());
        return usual != null ? usual : texts.values().stream().findFirst().orElse("");
    }
}

package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Refusal.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A saved reply as somebody wrote it, not yet looked at.
///
/// @param scope `own`, `team` or `all`
/// @param team  which team, where the scope is `team`
record SavedReplyDraft(
        @Nullable String name,
        @Nullable String scope,
        @Nullable UUID team,
        @Nullable List<String> tags,
        @Nullable Map<String, String> texts) {

    private static final int LONGEST_TEXT = 20_000;

    static SavedReplyDraft of(SavedReply reply) {
        return new SavedReplyDraft(reply.name(), reply.scope(), reply.team(), reply.tags(), reply.texts());
    }

    /// The same, tidied; refused with every field that is wrong.
    SavedReplyDraft checked() {
        var wrong = new ArrayList<FieldError>();
        var tidyName = Sharing.name(givenName(), wrong);
        var sharing = new Sharing(givenScope(), team).checked(wrong);
        var tidyTexts = new TreeMap<String, String>();
        if (texts != null) {
            texts.forEach((language, text) -> check(language, text, tidyTexts, wrong));
        }
        if (tidyTexts.isEmpty() && wrong.isEmpty()) {
            wrong.add(new FieldError("texts", t("conversations.saved.wrong.empty")));
        }
        if (!wrong.isEmpty()) {
            throw new InvalidRequest(wrong.getFirst().message(), wrong);
        }
        var tidyTags = tags == null
                ? List.<String>of()
                : tags.stream()
                        .map(tag -> tag.strip().toLowerCase(Locale.ROOT))
                        .filter(tag -> !tag.isEmpty())
                        .distinct()
                        .toList();
        return new SavedReplyDraft(tidyName, sharing.scope(), sharing.team(), tidyTags, tidyTexts);
    }

    private static void check(String language, String text, Map<String, String> tidy, List<FieldError> wrong) {
        if (text.isBlank()) {
            return;
        }
        if (!language.matches("[a-z]{2,3}")) {
            wrong.add(new FieldError("texts", t("conversations.saved.wrong.language", "typed", language)));
            return;
        }
        if (text.length() > LONGEST_TEXT) {
            wrong.add(new FieldError("texts", t("conversations.saved.wrong.long", "most", LONGEST_TEXT)));
            return;
        }
        var unknown = Placeholders.unknown(text);
        if (!unknown.isEmpty()) {
            wrong.add(new FieldError(
                    "texts",
                    t(
                            "conversations.saved.wrong.place",
                            "typed",
                            "{{" + unknown.getFirst() + "}}",
                            "known",
                            String.join(", ", Placeholders.NAMES))));
            return;
        }
        tidy.put(language, text.strip().replace("\r\n", "\n"));
    }

    String givenName() {
        return name == null ? "" : name;
    }

    String givenScope() {
        return scope == null || scope.isBlank() ? "own" : scope;
    }

    List<String> givenTags() {
        return tags == null ? List.of() : tags;
    }

    Map<String, String> givenTexts() {
        return texts == null ? Map.of() : texts;
    }
}

package io.keepwell.conversations;

import static io.keepwell.shared.Texts.t;

import io.keepwell.shared.Refusal.FieldError;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// Who finds what people write for answering: saved replies and macros.
///
/// @param scope `own`, `team` or `all`
/// @param team  which team, where the scope is `team`
record Sharing(String scope, @Nullable UUID team) {

    /// SQL that is true for rows, named `r`, that the member `:me` finds.
    static final String FOUND = """
            (r.member_id = :me
             or r.member_id is null
                and (r.team_id is null
                     or exists (select 1 from team_membership m where m.team_id = r.team_id and m.member_id = :me)))
            """;

    private static final int LONGEST_NAME = 80;
    private static final Set<String> SCOPES = Set.of("own", "team", "all");
    private static final String TEAM = "team:";

    /// The scope of a row.
    static String scope(@Nullable UUID member, @Nullable UUID team) {
        return member != null ? "own" : team != null ? "team" : "all";
    }

    /// What a page says by its field `scope`: `own`, `all` or `team:` and an id.
    static Sharing of(MultiValueMap<String, String> form) {
        var typed = given(form, "scope");
        return typed.startsWith(TEAM)
                ? new Sharing("team", UUID.fromString(typed.substring(TEAM.length())))
                : new Sharing(typed, null);
    }

    /// The first value of a field, empty where there is none.
    static String given(MultiValueMap<String, String> form, String field) {
        var value = form.getFirst(field);
        return value == null ? "" : value;
    }

    /// The same without a team that does not count; what is wrong with it is added to a list.
    Sharing checked(List<FieldError> wrong) {
        if (!SCOPES.contains(scope) || scope.equals("team") && team == null) {
            wrong.add(new FieldError("scope", t("conversations.saved.wrong.scope")));
        }
        return scope.equals("team") ? this : new Sharing(scope, null);
    }

    /// A name by which something is found, tidied; what is wrong with it is added to a list.
    static String name(String typed, List<FieldError> wrong) {
        var tidy = typed.strip().replaceAll("\\p{Cntrl}", " ");
        if (tidy.isEmpty() || tidy.length() > LONGEST_NAME) {
            wrong.add(new FieldError("name", t("conversations.saved.wrong.name", "most", LONGEST_NAME)));
        }
        return tidy;
    }
}

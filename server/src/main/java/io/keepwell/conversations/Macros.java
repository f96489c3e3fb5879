package io.keepwell.conversations;

import io.keepwell.shared.Ids;
import io.keepwell.shared.InvalidRequest;
import io.keepwell.shared.Texts;
import io.keepwell.team.Audit;
import io.keepwell.team.Member;
import io.keepwell.team.Members;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Macros: writing them, and finding them while one answers.
@Service
class Macros {

    private static final int FOUND = 4;

    private final MacroStore store;
    private final Members members;
    private final Audit audit;

    Macros(MacroStore store, Members members, Audit audit) {
        this.store = store;
        this.members = members;
        this.audit = audit;
    }

    /// Those the current member finds, by name.
    List<Macro> all() {
        return store.all(me().id());
    }

    /// @throws MacroNotFound where there is none that the current member finds
    Macro get(UUID id) {
        return store.find(id, me().id()).orElseThrow(MacroNotFound::new);
    }

    @Transactional
    Macro create(MacroDraft draft) {
        var checked = mine(draft.checked());
        var id = Ids.next();
        store.put(id, me().id(), checked);
        audit.record("macro.created", id, checked.givenName(), Map.of());
        return found(id);
    }

    @Transactional
    Macro change(UUID id, MacroDraft draft) {
        var before = get(id);
        var checked = mine(draft.checked());
        store.put(id, me().id(), checked);
        audit.record("macro.changed", id, before.name(), Map.of());
        return found(id);
    }

    @Transactional
    void delete(UUID id) {
        var macro = get(id);
        store.delete(id);
        audit.record("macro.deleted", id, macro.name(), Map.of());
    }

    /// Undoes a deletion.
    @Transactional
    Macro restore(UUID id) {
        var macro = store.deleted(id, me().id()).orElseThrow(MacroNotFound::new);
        store.restore(id);
        audit.record("macro.restored", id, macro.name(), Map.of());
        return macro;
    }

    /// Those that fit best to what was typed.
    List<Macro> search(String typed) {
        record Ranked(Macro macro, int rank) {}
        return all().stream()
                .map(macro -> new Ranked(macro, Likeness.of(typed, macro.name())))
                .filter(ranked -> ranked.rank() > 0)
                .sorted(Comparator.comparingInt(Ranked::rank)
                        .thenComparing(ranked -> ranked.macro().uses())
                        .reversed())
                .limit(FOUND)
                .map(Ranked::macro)
                .toList();
    }

    private MacroDraft mine(MacroDraft draft) {
        var teams = members.teams().stream().map(Members.TeamName::id).toList();
        var actions = draft.givenActions();
        if (draft.team() != null && !teams.contains(draft.team())
                || named(actions.team()) && !teams.contains(UUID.fromString(String.valueOf(actions.team())))) {
            throw InvalidRequest.field("team", Texts.t("conversations.refused.no-team"));
        }
        if (named(actions.assignee())
                && members.find(UUID.fromString(String.valueOf(actions.assignee())))
                        .filter(Member::active)
                        .isEmpty()) {
            throw InvalidRequest.field("assignee", Texts.t("conversations.refused.no-member"));
        }
        return draft;
    }

    private static boolean named(@Nullable String who) {
        return who != null && !who.equals("me") && !who.equals("none");
    }

    // Nobody writes what they cannot find themselves.
    private Macro found(UUID id) {
        return store.find(id, me().id())
                .orElseThrow(() -> InvalidRequest.field("team", Texts.t("conversations.saved.wrong.team")));
    }

    private Member me() {
        return members.require();
    }
}

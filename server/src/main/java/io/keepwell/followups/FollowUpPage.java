package io.keepwell.followups;

import io.keepwell.customers.Customer;
import io.keepwell.problems.Area;
import io.keepwell.problems.Problem;
import io.keepwell.team.Member;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the page of one follow-up shows.
///
/// @param answers      what they said, the latest last
/// @param attempts     what was tried
/// @param history      what happened, in words, the latest first
/// @param problem      what it is tied to, or null
/// @param idea         the same
/// @param likely       problems that their words are likely about
/// @param letters      letters to them that were sent, the latest first: one of them may have told them
/// @param conversation where they are talked with, as an address, or null
/// @param undo         the step that can be taken back, in words; or null
/// @param mine         whether the person who looks owns it
/// @param writes       whether the person who looks may do something
/// @param wrong        what was refused a moment ago, or null
/// @param typed        what was typed into the form that was refused
record FollowUpPage(
        FollowUpRow row,
        Customer customer,
        List<FollowUpLists.Said> answers,
        List<Tried> attempts,
        List<Line> history,
        List<ChangedMinds.Mind> minds,
        List<Choice> reasons,
        List<Choice> steps,
        List<Area> areas,
        @Nullable Problem problem,
        @Nullable Idea idea,
        List<Likely> likely,
        List<Problem> problems,
        List<Idea> ideas,
        List<Member> owners,
        List<Letter> letters,
        @Nullable String conversation,
        @Nullable String phone,
        @Nullable String undo,
        boolean tellingNow,
        boolean mine,
        boolean writes,
        @Nullable Wrong wrong,
        Map<String, String> typed) {

    /// A problem that is likely meant, with the words that speak for it.
    record Likely(Problem problem, String because) {}

    record Tried(Attempt attempt, String who) {}

    record Line(Instant at, String words, boolean undone) {}

    /// A letter that may have told them.
    record Letter(UUID id, Instant at, String first) {}

    /// What was refused.
    ///
    /// @param form  the form it was typed into
    /// @param field the field it is about, or empty
    record Wrong(String form, String field, String sentence) {}

    FollowUp it() {
        return row.followUp();
    }

    FollowUpState state() {
        return it().state();
    }

    String action(String deed) {
        return "/follow-ups/" + it().id() + "/" + deed;
    }

    /// What stands in a field: what was typed and refused a moment ago, else what is known.
    String value(String form, String field, @Nullable String known) {
        return wrong != null && wrong.form().equals(form) ? typed.getOrDefault(field, "") : known == null ? "" : known;
    }

    boolean chosen(String form, String field, @Nullable Object known, Object option) {
        return value(form, field, known == null ? "" : known.toString()).equals(option.toString());
    }

    boolean ticked(String form, String field, boolean known) {
        return wrong != null && wrong.form().equals(form) ? typed.containsKey(field) : known;
    }

    /// The sentence of a form that was refused, or null.
    @Nullable
    String refused(String form) {
        return wrong != null && wrong.form().equals(form) ? wrong.sentence() : null;
    }

    /// The reasons it can be closed for from where it stands.
    List<CloseReason> ends() {
        return Arrays.stream(CloseReason.values())
                .filter(it -> it.ends(state()))
                .toList();
    }
}

package io.keepwell.conversations.rules;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a rule says, as it is kept and as programs send it.
///
/// @param when       what it waits for
/// @param match      `all` or `any` of the conditions
/// @param conditions what has to be so; none means always
/// @param deeds      what is done then, in this order
/// @param stop       whether no later rule is tried after this one acted
record RuleContent(
        When when,

        @Schema(
                allowableValues = {"all", "any"},
                description = "Whether all of the conditions have to fit, or any one")
        String match,

        List<Condition> conditions,
        List<Deed> deeds,

        @Schema(description = "Whether no later rule is tried for the same cause after this one acted")
        boolean stop) {

    RuleContent {
        conditions = List.copyOf(conditions);
        deeds = List.copyOf(deeds);
    }

    // A program may leave out what means nothing.
    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    boolean any() {
        return match.equals("any");
    }

    Trigger trigger() {
        return Trigger.of(when.event()).orElseThrow();
    }

    /// What a rule waits for.
    ///
    /// @param event word of a [Trigger]
    /// @param value what the field has to become, empty for anything
    /// @param hours how long nothing has happened, for `idle`
    @Schema(name = "RuleWhen")
    record When(
            @Schema(
                    description = "What it waits for",
                    allowableValues = {
                        "opened",
                        "wrote",
                        "replied",
                        "state",
                        "priority",
                        "kind",
                        "assignee",
                        "team",
                        "tags",
                        "idle",
                        "warned",
                        "breached",
                        "promise-soon",
                        "promise-due"
                    })
            String event,

            @Schema(
                    description =
                            "What the field has to become: a word, an id, a tag; the state it stands in for idle. Empty for anything")
            @Nullable
            String value,

            @Schema(description = "For idle: how many hours nothing has happened") @Nullable
            Integer hours) {

        When {
            event = given(event);
        }

        String wanted() {
            return value == null ? "" : value;
        }
    }

    /// Something that has to be so.
    ///
    /// @param field what is looked at
    /// @param op    `is`, `is-not`; for words `contains`, `contains-not`, `matches`
    /// @param value what is looked for; several, separated by commas, mean any of them
    @Schema(name = "RuleCondition")
    record Condition(
            @Schema(
                    allowableValues = {
                        "text",
                        "subject",
                        "from",
                        "mailbox",
                        "language",
                        "kind",
                        "priority",
                        "state",
                        "tag",
                        "team",
                        "assignee",
                        "automatic",
                        "waiting",
                        "hours"
                    })
            String field,

            @Schema(
                    description = "For text and subject contains, contains-not or matches, for all others is or is-not",
                    allowableValues = {"is", "is-not", "contains", "contains-not", "matches"})
            String op,

            @Schema(description = "Several values are separated by commas; any of them fits")
            String value) {

        Condition {
            field = given(field);
            op = given(op);
            value = given(value);
        }

        Field looksAt() {
            return Field.of(field).orElseThrow();
        }
    }

    /// Something that is done.
    ///
    /// @param deed  word of a [DeedKind]
    /// @param value what it is set to: an id, a word, a text, hours; empty for nobody and nothing
    @Schema(name = "RuleDeed")
    record Deed(
            @Schema(
                    allowableValues = {
                        "assign",
                        "team",
                        "route",
                        "priority",
                        "kind",
                        "tag",
                        "untag",
                        "state",
                        "note",
                        "mention",
                        "reply",
                        "draft",
                        "snooze",
                        "spam"
                    })
            String deed,

            @Schema(
                    description =
                            "An id of a member, a team or a saved reply, a word, a text or a number of hours; empty for nobody")
            String value) {

        Deed {
            deed = given(deed);
            value = given(value);
        }

        DeedKind kind() {
            return DeedKind.of(deed).orElseThrow();
        }
    }
}

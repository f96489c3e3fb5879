package io.keepwell.conversations.rules;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.AutomaticDeeds;
import io.keepwell.conversations.rules.Matching.Check;
import io.keepwell.conversations.rules.RuleContent.Condition;
import io.keepwell.conversations.rules.RuleContent.Deed;
import io.keepwell.mail.Mailboxes;
import io.keepwell.team.Members;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Says rules in sentences.
@Component
class RuleWords {

    private final ObjectProvider<Mailboxes> mailboxes;
    private final Members members;
    private final AutomaticDeeds automatic;

    RuleWords(ObjectProvider<Mailboxes> mailboxes, Members members, AutomaticDeeds automatic) {
        this.mailboxes = mailboxes;
        this.members = members;
        this.automatic = automatic;
    }

    /// What there is to name, now and in the language of the reader.
    Choices choices() {
        return new Choices(mailboxes.getObject(), members, automatic);
    }

    static String when(RuleContent rule, Choices choices) {
        var when = rule.when();
        var trigger = rule.trigger();
        var said = t("conversations.rules.when." + trigger.word());
        var value = choices.words(Choices.of(trigger), when.wanted());
        if (trigger == Trigger.IDLE) {
            return t("conversations.rules.when.silence", "hours", when.hours(), "state", value);
        }
        return value.isEmpty() ? said : t("conversations.rules.line", "what", said, "value", value);
    }

    static String condition(Condition it, Choices choices) {
        return t(
                "conversations.rules.condition",
                "field",
                t("conversations.rules.field." + it.field()),
                "op",
                t("conversations.rules.op." + it.op()),
                "value",
                choices.words(Choices.of(it.looksAt()), it.value()));
    }

    /// A condition that was met, with what was found where several would have done.
    static String reason(Check it, Choices choices) {
        var said = condition(it.condition(), choices);
        return it.found().isEmpty() || !it.condition().value().contains(",")
                ? said
                : t(
                        "conversations.rules.found",
                        "condition",
                        said,
                        "found",
                        choices.words(Choices.of(it.condition().looksAt()), it.found()));
    }

    static List<String> reasons(List<Check> checks, Choices choices) {
        return checks.isEmpty()
                ? List.of(t("conversations.rules.always"))
                : checks.stream().map(it -> reason(it, choices)).toList();
    }

    static String deed(Deed it, Choices choices) {
        var said = t("conversations.rules.deed." + it.deed());
        var value = choices.words(Choices.of(it.kind()), it.value());
        return value.isEmpty() ? said : t("conversations.rules.line", "what", said, "value", value);
    }

    static List<String> deeds(List<Deed> deeds, Choices choices) {
        return deeds.stream().map(it -> deed(it, choices)).toList();
    }
}

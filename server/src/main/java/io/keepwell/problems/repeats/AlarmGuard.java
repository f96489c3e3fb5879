package io.keepwell.problems.repeats;

import static io.keepwell.shared.Texts.t;

import io.keepwell.conversations.Apologies;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ReplyGuard;
import io.keepwell.problems.repeats.Alarm.Answers;
import io.keepwell.shared.Refusal;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Somebody whom we failed twice hears something concrete, in words of a person (3.8.6, 6.3.2).
@Component
class AlarmGuard implements ReplyGuard {

    static final String WENT_WRONG = "repeat-went-wrong";
    static final String DIFFERENT = "repeat-different";
    static final String OFFER = "repeat-offer";

    private final Alarms alarms;
    private final Apologies apologies;

    AlarmGuard(Alarms alarms, Apologies apologies) {
        this.alarms = alarms;
        this.apologies = apologies;
    }

    @Override
    public void fields(Conversation conversation, Map<String, List<String>> fields) {
        if (fields.containsKey(WENT_WRONG)) {
            alarms.ringing(conversation)
                    .ifPresent(alarm -> alarms.answer(
                            alarm.id(),
                            new Answers(first(fields, WENT_WRONG), first(fields, DIFFERENT), first(fields, OFFER))));
        }
    }

    private static String first(Map<String, List<String>> fields, String name) {
        var values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    @Override
    public void check(Conversation conversation, String text) {
        alarms.ringing(conversation).ifPresent(alarm -> {
            if (!alarm.answers().complete()) {
                throw new RepeatUnanswered();
            }
            apologies.canned(conversation, text).ifPresent(sentence -> {
                throw new CannedApology(sentence);
            });
        });
    }

    /// What is different this time is not said yet.
    static final class RepeatUnanswered extends Refusal {

        RepeatUnanswered() {
            super(Kind.CONFLICT, t("problems.repeats.refused.unanswered"));
        }
    }

    /// The apology is one that everybody gets, or that they have heard before.
    static final class CannedApology extends Refusal {

        CannedApology(String sentence) {
            super(Kind.CONFLICT, t("problems.repeats.refused.canned", "sentence", sentence));
        }
    }
}

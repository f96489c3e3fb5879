package io.keepwell.problems.repeats;

import gg.jte.Content;
import io.keepwell.conversations.Conversation;
import io.keepwell.conversations.ConversationPanel;
import io.keepwell.problems.Problem;
import io.keepwell.problems.ProblemPart;
import io.keepwell.shared.Fragments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where alarms are seen: above the thread, in the composer, and above the problems.
@Configuration(proxyBeanMethods = false)
class AlarmPanels {

    private static final int FIRST = 5;

    @Bean
    ConversationPanel repeatStrip(AlarmViews views, Fragments fragments) {
        return new Panel(
                ConversationPanel.Slot.ABOVE_LETTERS,
                conversation -> views.strip(conversation)
                        .map(strip -> fragments.of("problems/repeats/strip.jte", Map.of("strip", strip))));
    }

    @Bean
    ConversationPanel repeatAnswers(Alarms alarms, Fragments fragments) {
        return new Panel(
                ConversationPanel.Slot.COMPOSER,
                conversation -> alarms.ringing(conversation)
                        .map(alarm -> fragments.of(
                                "problems/repeats/answers.jte",
                                Map.of("alarm", alarm, "number", conversation.number()))));
    }

    @Bean
    ProblemPart repeatList(AlarmViews views, Fragments fragments) {
        return new ProblemPart() {
            @Override
            public int order() {
                return FIRST;
            }

            @Override
            public Optional<Content> ofList() {
                return shown(views.open(null), false);
            }

            @Override
            public Optional<Content> of(Problem problem) {
                return shown(views.open(problem.id()), true);
            }

            private Optional<Content> shown(List<AlarmViews.Row> rows, boolean one) {
                return rows.isEmpty()
                        ? Optional.empty()
                        : Optional.of(fragments.of("problems/repeats/list.jte", Map.of("rows", rows, "one", one)));
            }
        };
    }

    /// How well the fix of a problem holds (3.8.8).
    @Bean
    ProblemPart repeatRate(RepeatRates rates, Fragments fragments) {
        return new ProblemPart() {
            @Override
            public int order() {
                return FIRST + 1;
            }

            @Override
            public Optional<Content> of(Problem problem) {
                return rates.of(problem.id())
                        .map(rate -> fragments.of("problems/repeats/rate.jte", Map.of("rate", rate)));
            }
        };
    }

    private record Panel(Slot slot, Function<Conversation, Optional<Content>> shown) implements ConversationPanel {

        @Override
        public int order() {
            return FIRST;
        }

        @Override
        public Optional<Content> show(Conversation conversation) {
            return shown.apply(conversation);
        }
    }
}

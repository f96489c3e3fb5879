package io.keepwell.problems;

import io.keepwell.webhooks.Happening;
import io.keepwell.webhooks.Webhooks;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells webhooks what happens to problems, in the shapes of the API.
@Component
class ProblemWebhooks {

    /// The events by what happened.
    private static final Map<String, String> TYPES = Map.of(
            "created", "problem.opened",
            "announced", "problem.announced",
            "updated", "problem.updated",
            "fixed", "problem.fixed",
            "cancelled", "problem.withdrawn",
            "reopened", "problem.reopened");

    private final Webhooks webhooks;
    private final ProblemStore problems;

    ProblemWebhooks(Webhooks webhooks, ProblemStore problems) {
        this.webhooks = webhooks;
        this.problems = problems;
    }

    record News(ProblemJson.Item problem, @Nullable String whatChanged) {}

    record Answer(ProblemJson.Item problem, UUID customer, boolean works) {}

    @EventListener
    void on(ProblemHappened event) {
        var type = TYPES.get(event.kind());
        if (type != null) {
            webhooks.happened(new Happening(type, event.problem(), event.at(), false, () -> news(event.problem())));
        }
    }

    @EventListener
    void on(FixAnswered event) {
        webhooks.happened(new Happening(
                "notice.answered",
                event.problem(),
                event.at(),
                false,
                () -> new Answer(item(event.problem()), event.customer(), event.works())));
    }

    private News news(UUID id) {
        var episodes = problems.episodes(id);
        return new News(item(id), episodes.isEmpty() ? null : episodes.getLast().whatChanged());
    }

    private ProblemJson.Item item(UUID id) {
        return ProblemJson.Item.of(problems.find(id).orElseThrow(() -> new ProblemNotFound(id.toString())));
    }
}

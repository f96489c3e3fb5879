package io.keepwell.conversations;

import io.keepwell.conversations.Acknowledgement.Reason;
import io.keepwell.platform.HealthPart;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Says that acknowledgements are being held back because too many would go out (L5): a loop between two machines, or
/// somebody who uses us against others.
@Component
class AcknowledgementHealth implements HealthPart {

    private static final List<Reason> BUDGETS =
            List.of(Reason.SENDER_BUDGET, Reason.SUBJECT_BUDGET, Reason.STRANGERS_BUDGET);

    private final AcknowledgementStore store;
    private final Clock clock;

    AcknowledgementHealth(AcknowledgementStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "acknowledgements";
    }

    @Override
    public Map<String, Object> state() {
        var since = clock.instant().minus(AcknowledgementStore.SENDER_WINDOW);
        long withheld = store.withheldSince(BUDGETS, since);
        return Map.of("ok", withheld == 0, "withheldByBudget", withheld, "hours", 3);
    }
}

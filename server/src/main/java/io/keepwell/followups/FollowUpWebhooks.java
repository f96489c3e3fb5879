package io.keepwell.followups;

import io.keepwell.webhooks.Happening;
import io.keepwell.webhooks.Webhooks;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells webhooks of follow-ups, in the shape of the API.
@Component
class FollowUpWebhooks {

    private static final Map<String, String> TYPES =
            Map.of("opened", "followup.opened", "reopened", "followup.opened", "closed", "followup.closed");

    private final Webhooks webhooks;
    private final FollowUpJson json;

    FollowUpWebhooks(Webhooks webhooks, FollowUpJson json) {
        this.webhooks = webhooks;
        this.json = json;
    }

    record News(FollowUpJson.Item followUp) {}

    @EventListener
    void on(FollowUpChanged event) {
        var type = TYPES.get(event.kind());
        if (type != null) {
            webhooks.happened(new Happening(
                    type, event.followUp(), event.at(), false, () -> new News(json.item(event.followUp()))));
        }
    }
}

package io.keepwell.conversations;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Puts together what the composer offers.
@Component
class Writings {

    private final KeptFiles files;
    private final LaterTimes times;
    private final Clock clock;

    Writings(KeptFiles files, LaterTimes times, Clock clock) {
        this.files = files;
        this.times = times;
        this.clock = clock;
    }

    Writing of(UUID conversation, UUID me) {
        return new Writing(
                files.ofDraft(conversation, me), times.choices(), times.field(clock.instant()), Uploads.MOST_BYTES);
    }
}

package io.keepwell.conversations;

import java.util.List;
import java.util.UUID;

/// Who knows the clocks of a conversation.
public interface AgreedTimes {

    /// The clocks, oldest start first; what the current transaction did is in them.
    List<AgreedTime> of(UUID conversation);
}

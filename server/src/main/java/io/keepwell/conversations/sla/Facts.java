package io.keepwell.conversations.sla;

import io.keepwell.conversations.sla.SlaPolicy.Subject;
import java.util.UUID;

/// What clocks are worked out from.
record Facts(UUID conversation, Subject subject, Story story) {}

package io.keepwell.conversations;

import java.util.UUID;

/// Something may wait for somebody of a team, or somebody of it may have room.
record RoutingWanted(UUID team) {}

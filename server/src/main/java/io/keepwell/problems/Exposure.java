package io.keepwell.problems;

import java.time.Instant;
import java.util.UUID;

/// A person who was hit in an episode of a problem, by the strongest source that says so.
///
/// @param customer    id of the person
/// @param account     id of their account
/// @param source      how we know
/// @param firstSeenAt since when
/// @param lastSeenAt  until when we know of it
/// @param denied      whether somebody of the team said that they were not affected (3.7.2)
public record Exposure(
        UUID customer, UUID account, ExposureSource source, Instant firstSeenAt, Instant lastSeenAt, boolean denied) {}

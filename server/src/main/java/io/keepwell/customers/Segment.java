package io.keepwell.customers;

import java.util.UUID;

/// A group of customers that somebody named. Who is in it is worked out whenever it is asked.
///
/// @param rule who is meant
public record Segment(UUID id, String name, TraitRule rule) {}

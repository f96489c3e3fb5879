package io.keepwell.customers;

import java.util.UUID;

/// Something else is known of a customer than before. Published within the transaction of the change; what exactly it
/// is stays in the tables, which can forget.
public record TraitsChanged(UUID customer) {}

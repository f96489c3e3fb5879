package io.keepwell.status;

import java.util.UUID;

/// A component that is affected.
///
/// @param component id of the component
/// @param state     how badly
public record Hit(UUID component, ComponentState state) {}

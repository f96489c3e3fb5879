package io.keepwell.status;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody wants to hear of; everything where nothing is named. A group includes what will be in it;
/// a component means that one alone (3.10.2).
///
/// @param component id of a component, or null
/// @param group     id of a group, or null
/// @param incident  id of an incident, until it is over, or null
record Scope(
        @Nullable UUID component,
        @Nullable UUID group,
        @Nullable UUID incident) {

    static final Scope EVERYTHING = new Scope(null, null, null);

    boolean everything() {
        return component == null && group == null && incident == null;
    }
}

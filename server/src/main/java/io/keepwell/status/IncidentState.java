package io.keepwell.status;

import io.keepwell.shared.Words;
import java.util.List;

/// How far an incident or a maintenance has come.
public enum IncidentState {
    INVESTIGATING,
    IDENTIFIED,
    WATCHING,
    FIXED,
    PLANNED,
    RUNNING,
    FINISHED,
    CANCELLED;

    /// Those an incident goes through.
    static final List<IncidentState> OF_INCIDENTS = List.of(INVESTIGATING, IDENTIFIED, WATCHING, FIXED);

    /// Those a maintenance goes through.
    static final List<IncidentState> OF_MAINTENANCE = List.of(PLANNED, RUNNING, FINISHED, CANCELLED);

    /// Whether it is of a maintenance.
    boolean maintenance() {
        return OF_MAINTENANCE.contains(this);
    }

    /// Whether nothing follows, unless it comes back.
    public boolean over() {
        return this == FIXED || this == FINISHED || this == CANCELLED;
    }

    /// Its word in the database, the API and on the page.
    public String word() {
        return Words.of(this);
    }
}

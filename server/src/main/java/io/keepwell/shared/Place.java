package io.keepwell.shared;

/// A place in the navigation. Every module contributes its own as beans; what does not exist is not shown.
public interface Place {

    /// Stable key: names the text `<module>.place.<key>` via `label()` and marks the current place.
    String key();

    /// Address of the place.
    String href();

    /// Name of a Tabler outline icon, such as `inbox`.
    String icon();

    /// The name as people read it, in the language of the request.
    String label();

    /// Places are shown in this order; from 900 on they stand with the settings at the end.
    int order();

    /// Nobody counts further: beyond this there are many.
    int MOST_WAITING = 99;

    /// How many things wait there for the person to act, 0 for none; anything above `MOST_WAITING` for many.
    default int waiting() {
        return 0;
    }

    /// Whether the person who asks sees it.
    default boolean visible() {
        return true;
    }
}

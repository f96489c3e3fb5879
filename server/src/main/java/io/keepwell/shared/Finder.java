package io.keepwell.shared;

import java.util.List;

/// Something that can be found from everywhere with Ctrl-K. Every module contributes what it owns as a bean.
public interface Finder {

    /// What fits the words best, best first.
    ///
    /// @param words what was typed, stripped; may be empty
    /// @param limit how many at most
    List<Found> find(String words, int limit);

    /// Something found.
    ///
    /// @param label what it is called
    /// @param hint  what it is, in a word or two
    /// @param href  where it is
    record Found(String label, String hint, String href) {}
}

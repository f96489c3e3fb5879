package io.keepwell.conversations;

import java.util.List;
import java.util.Map;

/// Something that must hold before a reply leaves, known to another part of Keepwell: implemented as beans.
/// A reply that is refused is not lost: it stays in the composer, or waits.
public interface ReplyGuard {

    /// Takes what a form of a reply says beside its text, in a transaction of its own: it is kept whatever
    /// becomes of the reply.
    ///
    /// @param fields the fields of the form; a program sends none
    default void fields(Conversation conversation, Map<String, List<String>> fields) {}

    /// @param text what somebody is about to say to the customer
    /// @throws io.keepwell.shared.Refusal where it cannot be said like this, with a way to say it
    void check(Conversation conversation, String text);
}

package io.keepwell.problems;

import java.util.Optional;
import java.util.UUID;

/// The public status page, known by a module above: where customers can follow a problem, and where what they are told
/// can be said to everybody.
public interface PublicStatus {

    /// Whether something can be said there.
    boolean open();

    /// The address where everybody can follow a problem; empty where its present episode does not stand there.
    Optional<String> follow(UUID problem);

    /// The address of the page as long as it speaks of an incident.
    Optional<String> whileSomethingIsWrong();

    /// Says it there. A problem that does not stand there yet is published, with its part of the product.
    ///
    /// @param stage what is said; [NoticeStage#FIXED] ends what stands there, else it says nothing
    /// @param text  what everybody reads
    void say(UUID problem, NoticeStage stage, String text);
}

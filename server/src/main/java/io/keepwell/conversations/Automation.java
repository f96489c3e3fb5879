package io.keepwell.conversations;

import java.util.Optional;
import java.util.UUID;

/// Who changes a conversation where no person does: a rule. Bound while it acts, so that whatever happens meanwhile is
/// told by its name and knows how many rules have acted before it.
///
/// @param rule  id of the rule
/// @param actor how it is called in the thread
/// @param hop   how many rules have acted one upon the other, this one included
public record Automation(UUID rule, String actor, int hop) {

    private static final ScopedValue<Automation> NOW = ScopedValue.newInstance();

    /// The rule that acts now; empty where a person does, or nobody.
    public static Optional<Automation> now() {
        return NOW.isBound() ? Optional.of(NOW.get()) : Optional.empty();
    }

    /// Acts in its name.
    public void act(Runnable deed) {
        ScopedValue.where(NOW, this).run(deed);
    }
}

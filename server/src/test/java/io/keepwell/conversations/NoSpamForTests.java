package io.keepwell.conversations;

import io.keepwell.mail.KeptSpam;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Nothing is kept apart.
final class NoSpamForTests implements KeptSpam {

    @Override
    public List<Kept> kept(@Nullable UUID before, int limit) {
        return List.of();
    }

    @Override
    public int count() {
        return 0;
    }

    @Override
    public String words(UUID id) {
        throw new IllegalStateException("nothing is kept apart");
    }

    @Override
    public Optional<UUID> release(UUID id) {
        throw new IllegalStateException("nothing is kept apart");
    }

    @Override
    public Duration keptFor() {
        return Duration.ofDays(30);
    }

    @Override
    public void forgetThread(UUID thread) {}
}

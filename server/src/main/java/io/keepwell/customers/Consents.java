package io.keepwell.customers;

import io.keepwell.shared.Words;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What customers want to hear from us. Each topic stands by itself: whoever wants no surveys is still told that what
/// they reported is mended. Answers to their own letters are no topic: those always reach them.
public interface Consents {

    /// What a customer can opt out of.
    enum Topic {
        /// News of problems they were hit by: known, update, fixed, correction.
        SERVICE_NOTICES,
        SURVEYS,
        MARKETING;

        /// The word of the database and of the API.
        public String word() {
            return Words.of(this);
        }

        /// The topic of a word.
        public static Optional<Topic> of(String word) {
            return Arrays.stream(values())
                    .filter(topic -> topic.word().equals(word))
                    .findFirst();
        }
    }

    /// Who said so.
    enum By {
        /// The customer, by a link, in the app or by their own program.
        CUSTOMER,
        /// Somebody of the team took it down for them.
        TEAM
    }

    /// What holds for a customer and a topic.
    ///
    /// @param allowed whether they may be told; true until they say otherwise
    /// @param since   since when, null where they never said anything
    /// @param by      who said so, null with it
    /// @param member  name of whoever of the team took it down, or null
    record Choice(
            Topic topic,
            boolean allowed,
            @Nullable Instant since,
            @Nullable By by,
            @Nullable String member) {}

    /// What holds for a customer, every topic once.
    List<Choice> of(UUID customer);

    /// Whether a customer may be told; true for whoever never said anything.
    boolean allows(UUID customer, Topic topic);

    /// Those among many who opted out of a topic, by the id that was asked for.
    Set<UUID> optedOut(Topic topic, Collection<UUID> customers);

    /// Takes down what a customer wants. Of profiles that were merged into one, the stricter word holds until then.
    ///
    /// @return id of the change; empty where it was so already
    Optional<UUID> choose(UUID customer, Topic topic, boolean allowed, By by);
}

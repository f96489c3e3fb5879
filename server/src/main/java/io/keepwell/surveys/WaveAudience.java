package io.keepwell.surveys;

import io.keepwell.customers.TraitRule;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Whom a wave is meant for.
public sealed interface WaveAudience {

    /// People by name.
    ///
    /// @param customers ids; whoever is named twice is asked once
    record People(Collection<UUID> customers) implements WaveAudience {

        public People {
            customers = customers.stream().distinct().toList();
        }
    }

    /// Everybody a rule means, as it stands when the wave begins.
    record Meant(TraitRule rule) implements WaveAudience {}

    /// All customers.
    record Everybody() implements WaveAudience {}

    /// Whoever was meant by the first wave of the survey.
    record FirstWave() implements WaveAudience {}

    /// Some people.
    static WaveAudience of(UUID... customers) {
        return new People(List.of(customers));
    }
}

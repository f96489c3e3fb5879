package io.keepwell.shared;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochRandomGenerator;
import java.util.UUID;

/// Ids of everything: UUIDs of version 7, so that what is made later sorts later.
public final class Ids {

    private static final TimeBasedEpochRandomGenerator GENERATOR = Generators.timeBasedEpochRandomGenerator();

    private Ids() {}

    /// A new id, unique without asking anybody.
    public static UUID next() {
        return GENERATOR.generate();
    }
}

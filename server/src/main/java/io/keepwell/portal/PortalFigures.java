package io.keepwell.portal;

import java.util.Arrays;
import java.util.Map;

/// What customers did on their pages within a time.
///
/// @param visits     how often somebody was there
/// @param selfServed how often somebody helped themselves, without anybody of the team (9)
/// @param deeds      how often each thing was done, by its word
record PortalFigures(long visits, long selfServed, Map<String, Long> deeds) {

    static PortalFigures of(Map<String, Long> deeds) {
        return new PortalFigures(
                deeds.getOrDefault(PortalDeed.VISITED.word(), 0L),
                Arrays.stream(PortalDeed.values())
                        .filter(PortalDeed::selfServed)
                        .mapToLong(deed -> deeds.getOrDefault(deed.word(), 0L))
                        .sum(),
                deeds);
    }
}

package io.keepwell.surveys;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/// A reason not to ask people now (3.2.5): whoever waits for us is not asked how we are. Beans of
/// modules that know such reasons.
public interface AskingPause {

    /// Those of some people who must not be asked now.
    ///
    /// @param customers ids, at most a thousand
    /// @return the reason by id, a word such as `complaint-open`, for which there is a text
    ///     `surveys.reason.<word>`
    Map<UUID, String> paused(Collection<UUID> customers);
}

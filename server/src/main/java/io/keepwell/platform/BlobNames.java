package io.keepwell.platform;

import java.util.Collection;
import java.util.Set;

/// A module that names blobs in its rows. What no module names is collected after 24 hours.
public interface BlobNames {

    /// Those of the given digests that a row of this module still names.
    Set<String> named(Collection<String> digests);
}

package io.keepwell.platform;

import java.util.UUID;

/// Hears on every node of one topic of `LiveUpdates`, which the pages of the team do not hear then. Called by the one
/// thread that reads the news: must neither wait nor fail.
public interface LiveListener {

    /// The topic.
    String topic();

    /// Something changed.
    void changed(UUID id);

    /// News may have been missed: everything may have changed.
    void missed();
}

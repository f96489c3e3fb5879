package io.keepwell.status;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where the status page is written as files for another host.
///
/// @param folder the folder; absent, nothing is written
@ConfigurationProperties("keepwell.status")
record StatusFiles(@Nullable Path folder) {}

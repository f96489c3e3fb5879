package io.keepwell.platform;

import java.util.Map;

/// A part of the system that says at `/healthz` how it is.
public interface HealthPart {

    /// Name in the JSON, such as `mailboxes`.
    String name();

    /// State in plain values, lists and maps; no personal data, no secrets. `ok=false` in it means that
    /// somebody should look, not that Keepwell is not ready.
    Map<String, Object> state();
}

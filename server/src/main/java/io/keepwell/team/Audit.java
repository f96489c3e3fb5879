package io.keepwell.team;

import java.util.Map;
import java.util.UUID;

/// The append-only record of who did what. Written within the transaction of the deed.
public interface Audit {

    /// Notes a deed of the current member or token (or of the system, outside of a request).
    ///
    /// @param action  what was done, `<noun>.<past participle>`, such as `mailbox.created`; the page has a
    ///                text `team.audit.deed.<action>` for it
    /// @param subject id of what it was done to
    /// @param label   what people call it, such as an address or a title
    /// @param details further facts, no secrets
    void record(String action, UUID subject, String label, Map<String, ?> details);
}

package io.keepwell.team;

/// What a member of the team may do. The names are the authorities of Spring Security, `ROLE_` before them.
public enum Role {
    /// Everything, settings and people included.
    ADMINISTRATOR,
    /// Answers customers.
    AGENT,
    /// Looks after customers over time; answers them too.
    SUCCESS_MANAGER,
    /// Ends causes; takes part in conversations.
    PRODUCT_MANAGER,
    /// Reads.
    VIEWER
}

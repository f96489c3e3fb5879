package io.keepwell.team;

/// How far an API token reaches within the role of its member. Each includes the ones before it.
enum Scope {
    /// Reads what the member may read.
    READ,
    /// Reads and writes, but touches neither people nor settings.
    WRITE,
    /// All that the member may do.
    ADMIN
}

package io.keepwell.team;

import java.util.UUID;

/// A member has left the team: their sessions and tokens no longer let anybody in. What waited for them needs somebody
/// else.
public record MemberDeactivated(UUID member) {}

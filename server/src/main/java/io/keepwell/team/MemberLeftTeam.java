package io.keepwell.team;

import java.util.UUID;

/// A member no longer belongs to a team.
public record MemberLeftTeam(UUID team, UUID member) {}

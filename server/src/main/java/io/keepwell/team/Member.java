package io.keepwell.team;

import java.util.Locale;
import java.util.UUID;

/// A person of the team.
///
/// @param id     id
/// @param email  address to sign in with, lower case
/// @param name   full name, as customers see it under an answer
/// @param role   what they may do
/// @param locale language of their pages
/// @param theme  `light`, `dark` or `system`
/// @param active whether they may sign in; inactive ones stay as authors of what they wrote
public record Member(UUID id, String email, String name, Role role, Locale locale, String theme, boolean active) {}

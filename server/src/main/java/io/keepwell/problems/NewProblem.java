package io.keepwell.problems;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A problem to be noted.
///
/// @param title       what the team calls it
/// @param publicTitle what customers read
/// @param area        id of the part of the product, or null
/// @param owner       id of the member who answers for it, or null for the owner of the area
/// @param severity    what it does to those it hits
/// @param updateHours how often those who were told hear of it, in hours, or null
public record NewProblem(
        String title,
        String publicTitle,
        @Nullable UUID area,
        @Nullable UUID owner,
        Severity severity,
        @Nullable Integer updateHours) {}

package io.keepwell.team;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the sign-in page shows.
///
/// @param email   the address typed before
/// @param to      where to go afterwards, a path of ours
/// @param problem why it did not work, null at first
/// @param open    whether the way is readable by others, so that no password may be typed
/// @param people  the people of the demo company
record SignInPage(String email, String to, @Nullable String problem, boolean open, List<DemoPeople.Person> people) {}

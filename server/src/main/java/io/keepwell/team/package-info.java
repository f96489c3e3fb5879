/// The people of the team: who they are, how they get in, what they may do, and what they did.
@ApplicationModule(allowedDependencies = {"shared", "platform"})
@NullMarked
package io.keepwell.team;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

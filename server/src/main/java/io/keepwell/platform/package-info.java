/// The house: database, background work, what leaves the system, files, secrets, live updates and health.
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package io.keepwell.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

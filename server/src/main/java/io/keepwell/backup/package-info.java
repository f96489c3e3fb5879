/// Backups as people see them: making one, getting it, having one made every night, and letting go after one was put
/// back. What is in them and how they are put back belongs to the platform.
@ApplicationModule(allowedDependencies = {"shared", "platform", "team"})
@NullMarked
package io.keepwell.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

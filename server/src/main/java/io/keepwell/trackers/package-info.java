/// External trackers: issues of GitHub and GitLab that stand for problems, and what is heard of them. Nothing here
/// tells customers anything.
@ApplicationModule(allowedDependencies = {"shared", "platform", "team", "customers", "problems"})
@NullMarked
package io.keepwell.trackers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

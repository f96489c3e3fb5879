/// The public status page: how the parts of the product are, what is being done about it, and who asked to be
/// told.
@ApplicationModule(allowedDependencies = {"shared", "platform", "team", "customers", "mail", "problems"})
@NullMarked
package io.keepwell.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

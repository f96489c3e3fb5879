/// Webhooks: tells programs of others, signed and at least once, what happens here.
@ApplicationModule(allowedDependencies = {"shared", "platform", "team"})
@NullMarked
package io.keepwell.webhooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

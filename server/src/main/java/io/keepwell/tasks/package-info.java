/// Promises, follow-ups and steps: who owes what to whom until when, and what became of it.
@ApplicationModule(allowedDependencies = {"shared", "platform", "team", "customers"})
@NullMarked
package io.keepwell.tasks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

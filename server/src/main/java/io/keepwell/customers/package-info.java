/// Customers: people, the accounts they belong to, and how they are recognised.
@ApplicationModule(allowedDependencies = {"shared", "platform", "team"})
@NullMarked
package io.keepwell.customers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

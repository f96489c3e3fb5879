/// Brings along what was said elsewhere: mbox files, tables, and the exports of other desks. Dates are kept, nothing is
/// sent, and whatever was brought along before is not brought along twice.
@ApplicationModule(allowedDependencies = {"shared", "platform", "team", "customers", "mail", "conversations"})
@NullMarked
package io.keepwell.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// The messenger that customers have in the company's own application: one script tag, proven people and guests, live
/// answers that go on by mail, and its settings.
@ApplicationModule(
        allowedDependencies = {"shared", "platform", "team", "customers", "mail", "conversations", "problems", "portal"
        })
@NullMarked
package io.keepwell.messenger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

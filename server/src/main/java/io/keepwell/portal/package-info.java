/// The page that every customer has of their own, behind a signed link: what is open, what was promised, what became of
/// what they reported, and a way to a person.
@ApplicationModule(
        allowedDependencies = {"shared", "platform", "team", "customers", "tasks", "mail", "conversations", "problems"})
@NullMarked
package io.keepwell.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

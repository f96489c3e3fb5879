/// Gestures: what the team does for customers beyond an answer, within what everybody may give, and what becomes of it.
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "platform",
            "team",
            "customers",
            "tasks",
            "conversations",
            "conversations :: reports"
        })
@NullMarked
package io.keepwell.gestures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

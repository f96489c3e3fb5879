/// The simulated company Pennyfold, to look around in.
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "platform",
            "team",
            "customers",
            "tasks",
            "mail",
            "conversations",
            "messenger",
            "portal",
            "problems",
            "status",
            "surveys"
        })
@NullMarked
package io.keepwell.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Root causes of complaints: who was hit, who was told what, and who is still to be told.
@ApplicationModule(
        allowedDependencies = {
            "science",
            "shared",
            "platform",
            "team",
            "customers",
            "tasks",
            "mail",
            "conversations",
            "conversations :: reports",
            "conversations :: sla",
            "webhooks"
        })
@NullMarked
package io.keepwell.problems;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Tells the people of the team what concerns them, behind the bell and by a sound, each as they wish.
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "platform",
            "team",
            "customers",
            "tasks",
            "conversations",
            "conversations :: sla"
        })
@NullMarked
package io.keepwell.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

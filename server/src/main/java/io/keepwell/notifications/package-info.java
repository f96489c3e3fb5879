/// Tells the people of the team what concerns them, behind the bell, by their browsers, by mail and by a
/// sound, each as they wish, and quietly while they are there or off duty.
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "platform",
            "team",
            "customers",
            "tasks",
            "mail",
            "conversations",
            "conversations :: calendars",
            "conversations :: sla",
            "followups",
            "gestures",
            "problems",
            "trackers"
        })
@NullMarked
package io.keepwell.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

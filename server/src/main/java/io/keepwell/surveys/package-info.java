/// Asking customers how it went, so that it costs them a click and nobody is asked too often; what
/// they answer, who of them is unhappy, and how sure one can be of a score.
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
            "problems",
            "webhooks",
            "portal"
        })
@NullMarked
package io.keepwell.surveys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

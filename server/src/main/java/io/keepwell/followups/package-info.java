/// Calling the unhappy ones: whoever answers low gets a person with a time, who asks two questions, ties
/// what went wrong to its cause or to an idea, and tells them what became of it.
@ApplicationModule(
        allowedDependencies = {
            "science",
            "shared",
            "platform",
            "team",
            "customers",
            "mail",
            "webhooks",
            "conversations",
            "conversations :: calendars",
            "conversations :: reports",
            "problems",
            "surveys"
        })
@NullMarked
package io.keepwell.followups;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

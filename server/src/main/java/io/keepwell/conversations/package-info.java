/// Conversations with customers: messages, states, acknowledgements, and the page where they are answered.
@ApplicationModule(
        allowedDependencies = {"science", "shared", "platform", "team", "customers", "tasks", "mail", "webhooks"})
@NullMarked
package io.keepwell.conversations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// Mail in and out: mailboxes, intake, threading, delivery. Knows threads by an opaque id, which is the id of the
/// conversation.
@ApplicationModule(allowedDependencies = {"shared", "platform", "team", "customers", "tasks"})
@NullMarked
package io.keepwell.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/// The mail room: what mailboxes without servers send is read here as the customer would read it, and answered.
@NullMarked
package io.keepwell.mail.room;

import org.jspecify.annotations.NullMarked;

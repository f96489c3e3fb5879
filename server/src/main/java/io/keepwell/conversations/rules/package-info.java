/// Rules: when something happens to a conversation, and it is like this, then that is done.
@NullMarked
package io.keepwell.conversations.rules;

import org.jspecify.annotations.NullMarked;

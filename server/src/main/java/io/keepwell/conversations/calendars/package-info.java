/// When somebody attends: the one function that all times of the desk are counted with.
@NullMarked
package io.keepwell.conversations.calendars;

import org.jspecify.annotations.NullMarked;

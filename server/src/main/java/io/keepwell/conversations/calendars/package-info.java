/// When somebody attends: the one function that all times of the desk are counted with.
@NamedInterface("calendars")
@NullMarked
package io.keepwell.conversations.calendars;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

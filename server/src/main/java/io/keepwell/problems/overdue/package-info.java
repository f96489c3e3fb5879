/// No silence while a problem lasts (14): who promised to speak of it again is reminded until they do.
@NullMarked
package io.keepwell.problems.overdue;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.keepwell.problems.overdue;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.keepwell.problems.repeats;

import org.jspecify.annotations.NullMarked;

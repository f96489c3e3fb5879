@NullMarked
package io.keepwell.problems.solving;

import org.jspecify.annotations.NullMarked;

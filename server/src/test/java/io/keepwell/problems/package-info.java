@NullMarked
package io.keepwell.problems;

import org.jspecify.annotations.NullMarked;

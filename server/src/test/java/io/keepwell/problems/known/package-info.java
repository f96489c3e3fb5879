@NullMarked
package io.keepwell.problems.known;

import org.jspecify.annotations.NullMarked;

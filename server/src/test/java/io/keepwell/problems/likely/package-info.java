@NullMarked
package io.keepwell.problems.likely;

import org.jspecify.annotations.NullMarked;

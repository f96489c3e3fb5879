@NullMarked
package io.keepwell.problems.figures;

import org.jspecify.annotations.NullMarked;

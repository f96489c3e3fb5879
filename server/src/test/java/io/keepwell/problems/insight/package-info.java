@NullMarked
package io.keepwell.problems.insight;

import org.jspecify.annotations.NullMarked;

/// How complaints end, in figures: answered before the promise, told without asking, fixed for good, fixed
/// by all three, and suggested rightly. Each opens to the names behind it.
@NullMarked
package io.keepwell.problems.figures;

import org.jspecify.annotations.NullMarked;

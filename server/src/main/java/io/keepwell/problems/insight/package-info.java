/// What customers need and what hurts them: sentences of their letters that somebody marked, for whoever owns the
/// product.
@NullMarked
package io.keepwell.problems.insight;

import org.jspecify.annotations.NullMarked;

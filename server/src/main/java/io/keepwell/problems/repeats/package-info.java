/// The same problem twice for one customer: found, graded, and answered by a person with something concrete
/// to say.
@NullMarked
package io.keepwell.problems.repeats;

import org.jspecify.annotations.NullMarked;

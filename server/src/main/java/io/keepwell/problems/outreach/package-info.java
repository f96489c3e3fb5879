/// Who else is hit: people who did not write, and the lists by which somebody of the team turns to them.
@NullMarked
package io.keepwell.problems.outreach;

import org.jspecify.annotations.NullMarked;

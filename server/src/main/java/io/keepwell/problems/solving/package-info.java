/// How a complaint ends: tied to its problem, handed to product because nobody knows the cause, or called a
/// one-off with a reason; and what of its handling was right.
@NullMarked
package io.keepwell.problems.solving;

import org.jspecify.annotations.NullMarked;

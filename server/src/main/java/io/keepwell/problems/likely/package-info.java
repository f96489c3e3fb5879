/// The likeliest problems of a complaint, with what makes them likely: what agents confirm and refuse is learned at
/// once by way of the nearest examples, and by a model in the background.
@NullMarked
package io.keepwell.problems.likely;

import org.jspecify.annotations.NullMarked;

/// Which known problem a complaint is about: a small library without a database, fed by whoever knows the truth.
///
/// `Likeness` learns from complaints whose problem was confirmed and names the likeliest problems of a new one, each
/// with its reasons. `NearDuplicates`, `NewProblems` and `Spikes` are pure functions beside it. What is in here is a
/// cache of a node: it can be thrown away and learned again at any time.
///
/// Three views of a text are put together, since none is best everywhere (measured in bench/RESULTS.md):
///
/// - a multinomial logistic regression over words, pairs of words and character n-grams (`SoftmaxRegression`), trained
///   when asked to;
/// - the nearest examples by BM25 (`ExampleIndex`, Lucene), which know the newest example at once and are the reasons
///   that people are shown;
/// - structured signals such as an error code (`SignalEvidence`), which beat text where they are specific.
@NullMarked
package io.keepwell.problems.likeness;

import org.jspecify.annotations.NullMarked;

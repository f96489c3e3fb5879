/// Scores with what one has to know to believe them: how many, how sure, compared with what.
@NullMarked
package io.keepwell.surveys.scores;

import org.jspecify.annotations.NullMarked;

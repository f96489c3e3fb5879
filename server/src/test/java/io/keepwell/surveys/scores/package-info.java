@NullMarked
package io.keepwell.surveys.scores;

import org.jspecify.annotations.NullMarked;

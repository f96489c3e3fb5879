@NullMarked
package io.keepwell.surveys.answering;

import org.jspecify.annotations.NullMarked;

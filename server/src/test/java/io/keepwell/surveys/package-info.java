@NullMarked
package io.keepwell.surveys;

import org.jspecify.annotations.NullMarked;

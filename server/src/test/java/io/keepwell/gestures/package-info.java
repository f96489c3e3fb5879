@NullMarked
package io.keepwell.gestures;

import org.jspecify.annotations.NullMarked;

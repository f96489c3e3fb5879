@NullMarked
package io.keepwell.trackers;

import org.jspecify.annotations.NullMarked;

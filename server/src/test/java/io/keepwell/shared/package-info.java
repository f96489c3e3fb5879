@NullMarked
package io.keepwell.shared;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.keepwell.messenger;

import org.jspecify.annotations.NullMarked;

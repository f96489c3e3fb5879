@NullMarked
package io.keepwell.platform;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.keepwell.status;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.keepwell.portal;

import org.jspecify.annotations.NullMarked;

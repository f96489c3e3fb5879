/// The root: starts the application, owns nothing.
@NullMarked
package io.keepwell;

import org.jspecify.annotations.NullMarked;

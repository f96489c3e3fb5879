/// Whole scenes, played from the outside: mail client, browser, HTTP, and `kill -9`.
@NullMarked
package io.keepwell.scenes;

import org.jspecify.annotations.NullMarked;

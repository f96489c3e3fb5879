/// What tests stand on: the real database, the whole application, the browser.
@NullMarked
package io.keepwell.testing;

import org.jspecify.annotations.NullMarked;

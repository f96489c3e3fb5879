@NullMarked
package io.keepwell.webhooks;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.keepwell.followups;

import org.jspecify.annotations.NullMarked;

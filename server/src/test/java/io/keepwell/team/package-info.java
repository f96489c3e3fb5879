@NullMarked
package io.keepwell.team;

import org.jspecify.annotations.NullMarked;

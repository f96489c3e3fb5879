/// Reports on the desk: the same clocks that warn and judge, counted.
@NullMarked
package io.keepwell.conversations.reports;

import org.jspecify.annotations.NullMarked;

/// Reports on the desk: the same clocks that warn and judge, counted.
@NamedInterface("reports")
@NullMarked
package io.keepwell.conversations.reports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

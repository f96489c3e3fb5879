/// Agreed times: policies, and the clocks that run by them.
@NamedInterface("sla")
@NullMarked
package io.keepwell.conversations.sla;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;

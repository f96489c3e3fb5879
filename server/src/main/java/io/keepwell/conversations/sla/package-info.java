/// Agreed times: policies, and the clocks that run by them.
@NullMarked
package io.keepwell.conversations.sla;

import org.jspecify.annotations.NullMarked;

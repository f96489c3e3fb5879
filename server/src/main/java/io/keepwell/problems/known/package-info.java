/// Problems we know of, named where somebody writes about them: in the acknowledgement, and beside the answer.
@NullMarked
package io.keepwell.problems.known;

import org.jspecify.annotations.NullMarked;

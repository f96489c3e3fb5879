/// Proof that the demo company keeps the rules.
@NullMarked
package io.keepwell.demo;

import org.jspecify.annotations.NullMarked;

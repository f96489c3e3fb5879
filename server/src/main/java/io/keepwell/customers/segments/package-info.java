/// Saved groups of customers: their pages, and the same for programs.
@NullMarked
package io.keepwell.customers.segments;

import org.jspecify.annotations.NullMarked;

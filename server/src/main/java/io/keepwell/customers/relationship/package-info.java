/// The line of a relationship over time, drawn from what happened (capability 37).
@NullMarked
package io.keepwell.customers.relationship;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.keepwell.customers.relationship;

import org.jspecify.annotations.NullMarked;

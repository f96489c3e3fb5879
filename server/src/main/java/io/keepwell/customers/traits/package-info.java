/// What is known of customers by name, on their page, in the API and in rules over it.
@NullMarked
package io.keepwell.customers.traits;

import org.jspecify.annotations.NullMarked;

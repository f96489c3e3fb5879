/// What people of the team remember of a customer: a sentence with its source, its day and an end. Never shown to
/// customers, and really gone when it is taken away.
@NullMarked
package io.keepwell.customers.notes;

import org.jspecify.annotations.NullMarked;

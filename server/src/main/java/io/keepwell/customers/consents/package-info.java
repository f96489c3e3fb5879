/// What customers want to hear from us, on their page and in the API.
@NullMarked
package io.keepwell.customers.consents;

import org.jspecify.annotations.NullMarked;

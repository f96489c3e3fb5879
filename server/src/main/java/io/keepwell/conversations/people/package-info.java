/// What conversations know of one customer: on their page, when two profiles become one, and when somebody asks to be
/// handed everything or to be forgotten.
@NullMarked
package io.keepwell.conversations.people;

import org.jspecify.annotations.NullMarked;

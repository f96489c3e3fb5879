/// Search in everything that was said: words made comparable over languages, an index in PostgreSQL, the newest hits
/// first considered, then ranked, and shown with the words that were found.
@NullMarked
package io.keepwell.conversations.search;

import org.jspecify.annotations.NullMarked;

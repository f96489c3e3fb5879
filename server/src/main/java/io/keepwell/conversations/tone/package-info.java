/// How a letter sounds: four signals, each with the words that caused it (rules 4.4). Pure: no database, no clock; time
/// grows with the length of the text and nothing else.
@NullMarked
package io.keepwell.conversations.tone;

import org.jspecify.annotations.NullMarked;

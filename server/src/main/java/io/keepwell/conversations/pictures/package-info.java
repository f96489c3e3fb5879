/// Pictures that lie elsewhere and that a letter only names: fetched by Keepwell when a person asks for them (M7).
@NullMarked
package io.keepwell.conversations.pictures;

import org.jspecify.annotations.NullMarked;

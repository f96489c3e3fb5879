/// What customers see when they are asked, and what is read of their answers: the public page, scanners of
/// mail, answers in their words, those brought along from elsewhere, and what of it belongs to a person.
@NullMarked
package io.keepwell.surveys.answering;

import org.jspecify.annotations.NullMarked;

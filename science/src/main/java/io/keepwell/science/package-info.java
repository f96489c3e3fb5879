/// Formulas and models with their sources, without any framework: usable on their own.
@NullMarked
package io.keepwell.science;

import org.jspecify.annotations.NullMarked;

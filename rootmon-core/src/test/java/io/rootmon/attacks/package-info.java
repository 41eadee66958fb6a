/** Attacks and inputs from the field, with what rootmon makes of them. */
@NullMarked
package io.rootmon.attacks;

import org.jspecify.annotations.NullMarked;

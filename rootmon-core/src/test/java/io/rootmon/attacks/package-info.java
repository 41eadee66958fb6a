/** Attacks and inputs from the field, with the findings of rootmon. */
@NullMarked
package io.rootmon.attacks;

import org.jspecify.annotations.NullMarked;

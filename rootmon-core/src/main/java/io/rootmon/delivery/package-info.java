/** The results of a delivery. */
@NullMarked
package io.rootmon.delivery;

import org.jspecify.annotations.NullMarked;

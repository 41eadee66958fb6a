/** One event's whole way, from JSON to delivered messages. */
@NullMarked
package io.rootmon;

import org.jspecify.annotations.NullMarked;

/** Returns the location of a caller's address from databases that the user provides. */
@NullMarked
package io.rootmon.internal.location;

import org.jspecify.annotations.NullMarked;

/** Where the address of a caller is, by databases that the user provides. */
@NullMarked
package io.rootmon.internal.location;

import org.jspecify.annotations.NullMarked;

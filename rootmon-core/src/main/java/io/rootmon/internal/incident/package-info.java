/** Groups findings into incidents, and writes the history of an account as JSON. */
@NullMarked
package io.rootmon.internal.incident;

import org.jspecify.annotations.NullMarked;

/** The events that rootmon is held to: a case is a file. */
@NullMarked
package io.rootmon.cases;

import org.jspecify.annotations.NullMarked;

/** How alarming an activity is, for which reasons, and what to do about it. */
@NullMarked
package io.rootmon.judge;

import org.jspecify.annotations.NullMarked;

/** Checks that every account and region of the organization is monitored. */
@NullMarked
package io.rootmon.internal.coverage;

import org.jspecify.annotations.NullMarked;

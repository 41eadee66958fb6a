/** Skips records that do not involve root before they are parsed. Depends on the JDK only. */
@NullMarked
package io.rootmon.cloudtrail.internal.prefilter;

import org.jspecify.annotations.NullMarked;

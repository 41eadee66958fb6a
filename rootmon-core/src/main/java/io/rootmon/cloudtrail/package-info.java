/** Reads CloudTrail events from every format in which AWS delivers them. */
@NullMarked
package io.rootmon.cloudtrail;

import org.jspecify.annotations.NullMarked;

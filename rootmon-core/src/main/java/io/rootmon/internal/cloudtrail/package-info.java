/** Keys and times of CloudTrail events. */
@NullMarked
package io.rootmon.internal.cloudtrail;

import org.jspecify.annotations.NullMarked;

/** Decompresses input, splits it into records, classifies them and parses their fields. */
@NullMarked
package io.rootmon.cloudtrail.internal;

import org.jspecify.annotations.NullMarked;

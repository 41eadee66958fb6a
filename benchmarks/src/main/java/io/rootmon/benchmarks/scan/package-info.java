/** The scan of a whole archive. */
@NullMarked
package io.rootmon.benchmarks.scan;

import org.jspecify.annotations.NullMarked;

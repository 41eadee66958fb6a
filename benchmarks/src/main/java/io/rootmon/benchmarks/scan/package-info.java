/** An archive, read whole. */
@NullMarked
package io.rootmon.benchmarks.scan;

import org.jspecify.annotations.NullMarked;

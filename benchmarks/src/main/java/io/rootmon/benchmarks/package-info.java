/** Benchmarks of rootmon's performance targets. */
@NullMarked
package io.rootmon.benchmarks;

import org.jspecify.annotations.NullMarked;

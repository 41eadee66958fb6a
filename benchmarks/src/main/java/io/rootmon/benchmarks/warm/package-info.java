/** Steady-state benchmarks, with JMH. */
@NullMarked
package io.rootmon.benchmarks.warm;

import org.jspecify.annotations.NullMarked;

/** From the start of a process to its first answer. */
@NullMarked
package io.rootmon.benchmarks.cold;

import org.jspecify.annotations.NullMarked;

/** Start-up: from the start of a process to its first response. */
@NullMarked
package io.rootmon.benchmarks.cold;

import org.jspecify.annotations.NullMarked;

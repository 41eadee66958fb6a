/** How soon the command line answers. */
@NullMarked
package io.rootmon.benchmarks.explain;

import org.jspecify.annotations.NullMarked;

/** The response time of the command line. */
@NullMarked
package io.rootmon.benchmarks.explain;

import org.jspecify.annotations.NullMarked;

/** What rootmon's promises of speed are measured with. */
@NullMarked
package io.rootmon.benchmarks;

import org.jspecify.annotations.NullMarked;

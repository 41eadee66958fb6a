/** The cost of an event with many events and many accounts. */
@NullMarked
package io.rootmon.benchmarks.growth;

import org.jspecify.annotations.NullMarked;

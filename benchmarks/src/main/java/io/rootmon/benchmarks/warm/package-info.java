/** Code that has run for a while, by JMH. */
@NullMarked
package io.rootmon.benchmarks.warm;

import org.jspecify.annotations.NullMarked;

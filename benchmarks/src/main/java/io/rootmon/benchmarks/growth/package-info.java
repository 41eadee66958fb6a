/** What an event costs where there are many, of many accounts. */
@NullMarked
package io.rootmon.benchmarks.growth;

import org.jspecify.annotations.NullMarked;

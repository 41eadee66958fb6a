/** The log lines and the metrics of a process that runs rootmon, as JSON. */
@NullMarked
package io.rootmon.internal.log;

import org.jspecify.annotations.NullMarked;

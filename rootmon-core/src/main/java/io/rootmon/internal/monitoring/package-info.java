/**
 * Checks of the monitoring setup: the hourly check with the dead-letter queues, and test alerts.
 */
@NullMarked
package io.rootmon.internal.monitoring;

import org.jspecify.annotations.NullMarked;

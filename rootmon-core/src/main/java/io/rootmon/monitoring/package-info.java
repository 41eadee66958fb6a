/**
 * Checks of the monitoring setup: the hourly check with the dead-letter queues, and test alerts.
 */
@NullMarked
package io.rootmon.monitoring;

import org.jspecify.annotations.NullMarked;

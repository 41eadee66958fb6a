/** Handles an incident after its alerts: timers, threads, responses, escalation and its report. */
@NullMarked
package io.rootmon.internal.lifecycle;

import org.jspecify.annotations.NullMarked;

/** Incidents: the grouping of findings, and the decision on notifications. */
@NullMarked
package io.rootmon.incident;

import org.jspecify.annotations.NullMarked;

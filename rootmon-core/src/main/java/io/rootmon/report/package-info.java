/** What is told of many events: incidents read back, and the organization's week. */
@NullMarked
package io.rootmon.report;

import org.jspecify.annotations.NullMarked;

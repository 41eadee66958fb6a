/** Reports on many events: incidents read from the store, and weeks of the organization. */
@NullMarked
package io.rootmon.report;

import org.jspecify.annotations.NullMarked;

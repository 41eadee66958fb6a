/** Reports of stored incidents, and weekly reports of the organization. */
@NullMarked
package io.rootmon.report;

import org.jspecify.annotations.NullMarked;

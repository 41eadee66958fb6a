/** Reports of stored incidents, and weekly reports of the organization. */
@NullMarked
package io.rootmon.internal.report;

import org.jspecify.annotations.NullMarked;

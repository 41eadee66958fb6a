/** Delivers an alert to its channels: executor, lease, retry, rate limit and report. */
@NullMarked
package io.rootmon.delivery;

import org.jspecify.annotations.NullMarked;

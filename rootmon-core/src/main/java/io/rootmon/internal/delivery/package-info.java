/** Delivers an alert to its channels: executor, lease, retry and rate limit. */
@NullMarked
package io.rootmon.internal.delivery;

import org.jspecify.annotations.NullMarked;

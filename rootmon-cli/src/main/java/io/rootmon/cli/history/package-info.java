/** Reads root's events from CloudTrail's event history. */
@NullMarked
package io.rootmon.cli.history;

import org.jspecify.annotations.NullMarked;

/**
 * The JSON documents for programs: events, findings, incidents, alerts, reports and scans, with
 * their published schema {@code message.schema.json}.
 */
@NullMarked
package io.rootmon.internal.message;

import org.jspecify.annotations.NullMarked;

/** Alerts: the text of a notification, safe to print in any channel. */
@NullMarked
package io.rootmon.alert;

import org.jspecify.annotations.NullMarked;

/** Words the alerts: headlines, facts, advice, commands and reports. */
@NullMarked
package io.rootmon.internal.alert;

import org.jspecify.annotations.NullMarked;

/** What an event means: whether root acted or was acted on, how, and with what outcome. */
@NullMarked
package io.rootmon.detect;

import org.jspecify.annotations.NullMarked;

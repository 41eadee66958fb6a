/** What delivers alerts, and what became of them. */
@NullMarked
package io.rootmon.channel;

import org.jspecify.annotations.NullMarked;

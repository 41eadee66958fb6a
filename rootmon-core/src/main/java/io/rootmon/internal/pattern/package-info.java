/** Event patterns of custom rules. The matcher is loaded only if there is one. */
@NullMarked
package io.rootmon.internal.pattern;

import org.jspecify.annotations.NullMarked;

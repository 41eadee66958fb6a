/** Event patterns of an organization's own rules. The matcher loads only where there is one. */
@NullMarked
package io.rootmon.pattern;

import org.jspecify.annotations.NullMarked;

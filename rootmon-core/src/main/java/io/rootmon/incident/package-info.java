/** Many acts, one story: which findings belong together, and which of them people are told of. */
@NullMarked
package io.rootmon.incident;

import org.jspecify.annotations.NullMarked;

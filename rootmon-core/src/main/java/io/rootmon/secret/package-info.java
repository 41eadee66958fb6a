/** What channels must know and nobody may read, and where it comes from. */
@NullMarked
package io.rootmon.secret;

import org.jspecify.annotations.NullMarked;

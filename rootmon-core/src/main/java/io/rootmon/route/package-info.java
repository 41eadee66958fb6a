/** Who is told of what. */
@NullMarked
package io.rootmon.route;

import org.jspecify.annotations.NullMarked;

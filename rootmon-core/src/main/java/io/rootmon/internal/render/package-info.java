/** Output of the templates. */
@NullMarked
package io.rootmon.internal.render;

import org.jspecify.annotations.NullMarked;

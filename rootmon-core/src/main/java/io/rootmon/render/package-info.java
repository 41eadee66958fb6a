/** FreeMarker, kept to itself: templates in, text out. */
@NullMarked
package io.rootmon.render;

import org.jspecify.annotations.NullMarked;

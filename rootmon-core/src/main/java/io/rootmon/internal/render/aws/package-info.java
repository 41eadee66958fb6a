/** Reads the templates of users that AWS stores. */
@NullMarked
package io.rootmon.internal.render.aws;

import org.jspecify.annotations.NullMarked;

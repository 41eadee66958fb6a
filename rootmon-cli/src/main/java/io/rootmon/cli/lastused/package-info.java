/** Reports when root's credentials were last used, and what protects them. */
@NullMarked
package io.rootmon.cli.lastused;

import org.jspecify.annotations.NullMarked;

/** An archive, read whole: how much of what, and what in it was worth a page. */
@NullMarked
package io.rootmon.cli.scan;

import org.jspecify.annotations.NullMarked;

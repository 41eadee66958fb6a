/** The command line: arguments in, the library called, text out. */
@NullMarked
package io.rootmon.cli;

import org.jspecify.annotations.NullMarked;

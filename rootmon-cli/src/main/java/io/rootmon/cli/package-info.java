/** The command line: parses arguments, calls the library and prints text. */
@NullMarked
package io.rootmon.cli;

import org.jspecify.annotations.NullMarked;

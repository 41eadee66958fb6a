/** The coverage of accounts and regions, for a screen and for programs. */
@NullMarked
package io.rootmon.cli.coverage;

import org.jspecify.annotations.NullMarked;

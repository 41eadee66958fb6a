/** The scan of an archive: incidents, findings and totals. */
@NullMarked
package io.rootmon.cli.scan;

import org.jspecify.annotations.NullMarked;

/** Reports of an incident or a week: for a screen, a browser and programs. */
@NullMarked
package io.rootmon.cli.report;

import org.jspecify.annotations.NullMarked;

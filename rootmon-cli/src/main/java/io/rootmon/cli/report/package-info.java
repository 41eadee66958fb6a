/** What an incident, or a week, was: for a screen, a browser and programs. */
@NullMarked
package io.rootmon.cli.report;

import org.jspecify.annotations.NullMarked;

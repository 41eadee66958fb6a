/** Builds the documentation site from the Markdown files of the repository. */
@NullMarked
package io.rootmon.site;

import org.jspecify.annotations.NullMarked;

/** What the page that {@code rootmon scan} writes shows; its template only prints it. */
@NullMarked
package io.rootmon.cli.scan.page;

import org.jspecify.annotations.NullMarked;

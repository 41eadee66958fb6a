/** Keeps the pages of {@code docs} that are generated from code, schemas and tables. */
@NullMarked
package io.rootmon.docs;

import org.jspecify.annotations.NullMarked;

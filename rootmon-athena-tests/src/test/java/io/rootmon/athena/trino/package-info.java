/** The SQL queries on an embedded Trino, the engine of Athena. */
@NullMarked
package io.rootmon.athena.trino;

import org.jspecify.annotations.NullMarked;

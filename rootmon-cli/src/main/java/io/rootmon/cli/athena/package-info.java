/** {@code rootmon scan --athena}: reads the records that may concern root through Amazon Athena. */
@NullMarked
package io.rootmon.cli.athena;

import org.jspecify.annotations.NullMarked;

/** Access to AWS for the command line: credentials, roles, retries and error texts. */
@NullMarked
package io.rootmon.cli.aws;

import org.jspecify.annotations.NullMarked;

/** How the command line reaches AWS: credentials, roles, retries and error texts. */
@NullMarked
package io.rootmon.cli.aws;

import org.jspecify.annotations.NullMarked;

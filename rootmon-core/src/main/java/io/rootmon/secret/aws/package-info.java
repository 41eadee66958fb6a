/** Secrets that AWS keeps: Secrets Manager's, and Systems Manager's parameters. */
@NullMarked
package io.rootmon.secret.aws;

import org.jspecify.annotations.NullMarked;

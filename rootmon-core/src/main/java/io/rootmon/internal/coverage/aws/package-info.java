/** The organization's accounts, as AWS Organizations lists them. */
@NullMarked
package io.rootmon.internal.coverage.aws;

import org.jspecify.annotations.NullMarked;

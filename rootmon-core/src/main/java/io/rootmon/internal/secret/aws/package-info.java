/** Secrets in AWS: secrets of Secrets Manager, and parameters of Systems Manager. */
@NullMarked
package io.rootmon.internal.secret.aws;

import org.jspecify.annotations.NullMarked;

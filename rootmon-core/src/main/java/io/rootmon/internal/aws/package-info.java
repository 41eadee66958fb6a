/** Describes the errors of AWS. */
@NullMarked
package io.rootmon.internal.aws;

import org.jspecify.annotations.NullMarked;

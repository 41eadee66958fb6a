/** Reads the objects in S3 that messages name. */
@NullMarked
package io.rootmon.internal.cloudtrail.s3;

import org.jspecify.annotations.NullMarked;

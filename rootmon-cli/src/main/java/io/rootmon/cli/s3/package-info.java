/** Reads CloudTrail archives in S3 for a scan. */
@NullMarked
package io.rootmon.cli.s3;

import org.jspecify.annotations.NullMarked;

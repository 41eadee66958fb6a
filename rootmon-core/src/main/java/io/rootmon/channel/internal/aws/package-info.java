/** What SNS and SES have in common: failures sorted by code. */
@NullMarked
package io.rootmon.channel.internal.aws;

import org.jspecify.annotations.NullMarked;

/** What SNS and SES have in common: clients made without a search, failures sorted by code. */
@NullMarked
package io.rootmon.channel.aws;

import org.jspecify.annotations.NullMarked;

/**
 * AWS Security Hub CSPM: a finding for each incident, in the AWS Security Finding Format, imported
 * from the account that rootmon runs in. The member account is the finding's resource.
 */
@NullMarked
package io.rootmon.channel.securityhub;

import org.jspecify.annotations.NullMarked;

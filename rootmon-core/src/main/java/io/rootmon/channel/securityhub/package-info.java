/**
 * AWS Security Hub CSPM: a finding for each incident in the AWS Security Finding Format, imported
 * from the account that rootmon runs in. The finding's resource is the member account.
 */
@NullMarked
package io.rootmon.channel.securityhub;

import org.jspecify.annotations.NullMarked;

/** AWS Organizations, asked for one account at a time. */
@NullMarked
package io.rootmon.organization.aws;

import org.jspecify.annotations.NullMarked;

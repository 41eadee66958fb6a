/** AWS requests and error classification that several channels use. */
@NullMarked
package io.rootmon.channel.internal.aws;

import org.jspecify.annotations.NullMarked;

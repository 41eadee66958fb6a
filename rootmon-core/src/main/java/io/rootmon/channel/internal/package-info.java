/** HTTP requests, MIME mail and error classification that several channels use. */
@NullMarked
package io.rootmon.channel.internal;

import org.jspecify.annotations.NullMarked;

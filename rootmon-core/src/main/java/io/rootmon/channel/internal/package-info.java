/** HTTP requests, MIME email and error classification that several channels use. */
@NullMarked
package io.rootmon.channel.internal;

import org.jspecify.annotations.NullMarked;

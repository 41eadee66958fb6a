/** The HTTP proxy of a corporate network, the same for every HTTP client. */
@NullMarked
package io.rootmon.proxy;

import org.jspecify.annotations.NullMarked;

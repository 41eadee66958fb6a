/** The HTTP proxy of a corporate network, shared by all HTTP clients. */
@NullMarked
package io.rootmon.proxy;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.rootmon.internal.message;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.rootmon.internal.athena;

import org.jspecify.annotations.NullMarked;

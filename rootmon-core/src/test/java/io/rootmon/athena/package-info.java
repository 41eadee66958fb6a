@NullMarked
package io.rootmon.athena;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.rootmon.message;

import org.jspecify.annotations.NullMarked;

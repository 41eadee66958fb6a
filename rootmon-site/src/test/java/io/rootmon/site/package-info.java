@NullMarked
package io.rootmon.site;

import org.jspecify.annotations.NullMarked;

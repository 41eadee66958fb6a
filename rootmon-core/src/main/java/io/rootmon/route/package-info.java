/** Routes: the selection of channels for findings and alerts. */
@NullMarked
package io.rootmon.route;

import org.jspecify.annotations.NullMarked;

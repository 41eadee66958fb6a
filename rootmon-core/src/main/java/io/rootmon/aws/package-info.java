/** How AWS is reached, the same for channels, secrets and state. */
@NullMarked
package io.rootmon.aws;

import org.jspecify.annotations.NullMarked;

/** Whether every account and region of the organization is watched. */
@NullMarked
package io.rootmon.coverage;

import org.jspecify.annotations.NullMarked;

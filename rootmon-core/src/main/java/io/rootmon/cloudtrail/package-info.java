/** What CloudTrail recorded, read from every form in which it travels. */
@NullMarked
package io.rootmon.cloudtrail;

import org.jspecify.annotations.NullMarked;

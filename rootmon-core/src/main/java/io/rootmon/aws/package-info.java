/** Access to AWS, shared by channels, secrets and state. */
@NullMarked
package io.rootmon.aws;

import org.jspecify.annotations.NullMarked;

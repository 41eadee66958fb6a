/** Tests of the function and of its zip as a process, with the servers that both need. */
@NullMarked
package io.rootmon.lambda;

import org.jspecify.annotations.NullMarked;

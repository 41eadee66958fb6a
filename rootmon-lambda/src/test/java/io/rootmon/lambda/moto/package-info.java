/** The packaged function against moto's AWS: every service's own protocol, and who calls what. */
@NullMarked
package io.rootmon.lambda.moto;

import org.jspecify.annotations.NullMarked;

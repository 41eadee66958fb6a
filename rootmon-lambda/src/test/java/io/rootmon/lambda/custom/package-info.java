/** The function's far ends over https, and the function as a custom runtime: trained and tried. */
@NullMarked
package io.rootmon.lambda.custom;

import org.jspecify.annotations.NullMarked;

/** The configuration document as JSON: its values, and the paths that messages contain. */
@NullMarked
package io.rootmon.settings;

import org.jspecify.annotations.NullMarked;

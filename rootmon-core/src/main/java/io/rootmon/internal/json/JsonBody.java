package io.rootmon.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the fields of a JSON object. */
@FunctionalInterface
public interface JsonBody {
  void write(JsonGenerator json) throws IOException;
}

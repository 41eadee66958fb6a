package io.rootmon.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;

/**
 * Replaces unpaired surrogates with U+FFFD. An event's text can contain them, and programs such as
 * jq reject them.
 */
final class SurrogateSafeGenerator extends JsonGeneratorDelegate {
  private static final int REPLACEMENT = 0xfffd;

  SurrogateSafeGenerator(JsonGenerator json) {
    super(json);
  }

  @Override
  public void writeFieldName(String name) throws IOException {
    super.writeFieldName(complete(name));
  }

  @Override
  public void writeString(String text) throws IOException {
    super.writeString(complete(text));
  }

  private static String complete(String text) {
    if (text.codePoints().noneMatch(SurrogateSafeGenerator::isHalf)) {
      return text;
    }
    return text.codePoints()
        .map(it -> isHalf(it) ? REPLACEMENT : it)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isHalf(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }
}

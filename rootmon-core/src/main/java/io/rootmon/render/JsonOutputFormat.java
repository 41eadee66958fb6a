package io.rootmon.render;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * JSON, in which an interpolation between quotation marks is escaped by <a
 * href="https://www.rfc-editor.org/rfc/rfc8259#section-7">RFC 8259</a>. FreeMarker's own format of
 * this name does not escape.
 */
final class JsonOutputFormat extends CommonMarkupOutputFormat<JsonOutputFormat.Markup> {
  static final JsonOutputFormat INSTANCE = new JsonOutputFormat();

  private JsonOutputFormat() {}

  @Override
  public String getName() {
    return "JSON";
  }

  @Override
  public String getMimeType() {
    return "application/json";
  }

  @Override
  public void output(String text, Writer out) throws IOException {
    out.write(escapePlainText(text));
  }

  @Override
  public String escapePlainText(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int at = 0; at < text.length(); at++) {
      char next = text.charAt(at);
      switch (next) {
        case '"', '\\' -> escaped.append('\\').append(next);
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          // The two line separators end a string in JavaScript before ECMAScript 2019.
          if (next < ' ' || next == '\u2028' || next == '\u2029') {
            escaped.append(String.format("\\u%04x", (int) next));
          } else {
            escaped.append(next);
          }
        }
      }
    }
    return escaped.toString();
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String builtInName) {
    return "json_string".equals(builtInName);
  }

  @Override
  protected Markup newTemplateMarkupOutputModel(@Nullable String text, @Nullable String markup) {
    return new Markup(text, markup);
  }

  /** A value that is escaped, or needs no escaping. */
  static final class Markup extends CommonTemplateMarkupOutputModel<Markup> {
    private Markup(@Nullable String text, @Nullable String markup) {
      super(text, markup);
    }

    @Override
    public JsonOutputFormat getOutputFormat() {
      return INSTANCE;
    }
  }
}

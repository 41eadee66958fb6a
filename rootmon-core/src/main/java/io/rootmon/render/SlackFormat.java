package io.rootmon.render;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Slack's mrkdwn, in which three characters <a
 * href="https://docs.slack.dev/messaging/formatting-message-text#escaping">have to be escaped</a>.
 */
final class SlackFormat extends CommonMarkupOutputFormat<SlackFormat.Markup> {
  static final SlackFormat INSTANCE = new SlackFormat();

  private SlackFormat() {}

  @Override
  public String getName() {
    return "Slack";
  }

  @Override
  public @Nullable String getMimeType() {
    return null;
  }

  @Override
  public void output(String text, Writer out) throws IOException {
    out.write(escapePlainText(text));
  }

  @Override
  public String escapePlainText(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String builtInName) {
    return false;
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
    public SlackFormat getOutputFormat() {
      return INSTANCE;
    }
  }
}

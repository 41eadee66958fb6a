package io.rootmon.internal.config;

import io.rootmon.channel.ChannelContext;
import io.rootmon.internal.render.aws.S3Templates;
import io.rootmon.internal.render.aws.SsmTemplates;
import io.rootmon.render.TemplateFiles;
import io.rootmon.render.Templates;
import io.rootmon.settings.ValueType;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the user's templates are.
 *
 * @param location {@code s3://bucket/prefix}, {@code ssm:/path}, or a folder
 * @param folder of the document, to which a folder is relative; empty if the document is no file
 */
public record TemplateSettings(String location, Optional<Path> folder) {
  /**
   * Where <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda</a>
   * unpacks the zip.
   */
  private static final String TASK_ROOT = "LAMBDA_TASK_ROOT";

  private static final String S3 = "s3://";
  private static final String SSM = "ssm:";

  static final ValueType<String> TYPE =
      ValueType.text(
          "s3://BUCKET/PREFIX, ssm:/PATH or a folder",
          "s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[^\\s?#]*)?"
              + "|ssm:(/[A-Za-z0-9_.-]+)+/?"
              + "|[^\\s:]([^:]*[^\\s:])?",
          "templates");

  /** Whether the templates are files of the machine, and so part of a snapshot. */
  public boolean isFolder() {
    return !location.startsWith(S3) && !location.startsWith(SSM);
  }

  /** Returns the templates, which are read when a message first needs them. */
  Templates open(Templates builtIn, Map<String, String> environment, ChannelContext context) {
    return builtIn.overriddenBy(location, source(environment, context), context.clock());
  }

  private TemplateFiles.Source source(Map<String, String> environment, ChannelContext context) {
    String place = location.replaceFirst("/+$", "");
    if (isFolder()) {
      Path root = folder.orElseGet(() -> Path.of(environment.getOrDefault(TASK_ROOT, "")));
      Path files = root.resolve(location);
      return () -> TemplateFiles.read(files);
    } else if (location.startsWith(SSM)) {
      return () ->
          SsmTemplates.read(
              context.aws().get(), context.region(Optional.empty()), place.substring(SSM.length()));
    }
    String[] parts = place.substring(S3.length()).split("/", 2);
    String prefix = parts.length == 1 ? "" : parts[1];
    return () ->
        S3Templates.read(context.aws().get(), context.region(Optional.empty()), parts[0], prefix);
  }
}

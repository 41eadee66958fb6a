package io.rootmon.cli;

import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.ChannelContext;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.render.TemplateFiles;
import io.rootmon.render.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the user's templates: those of the option, else those of the configuration. */
public final class TemplateOption {
  private TemplateOption() {}

  /**
   * Returns what the channels share, with the user's templates.
   *
   * @param option the folder of the command's own option; null without one
   * @throws UsageException if that folder does not exist
   */
  public static ChannelContext context(
      Terminal terminal, ConfigurationDocument configuration, @Nullable Path option) {
    Templates templates = option == null ? Templates.builtIn() : folder("--templates", option);
    return configuration.context(terminal.environment(), AwsAccess::ofProcess, templates);
  }

  /**
   * Returns the templates of a folder.
   *
   * @param name what messages call the argument
   * @throws UsageException if the folder does not exist or cannot be read
   */
  static Templates folder(String name, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UsageException(name + ": no such folder: " + folder);
    }
    try {
      TemplateFiles.read(folder);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.CONFIGURATION, name + " " + folder + ": " + e.getMessage());
    }
    return Templates.overriddenBy(folder);
  }

  /** Prints why the user's templates could not be read. */
  public static void printProblem(Terminal terminal, Templates templates) {
    templates.takeProblem().ifPresent(it -> terminal.print("Warning: " + it));
  }
}

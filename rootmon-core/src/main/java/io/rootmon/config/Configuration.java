package io.rootmon.config;

import io.rootmon.account.AccountDirectory;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Channel;
import io.rootmon.channel.ChannelContext;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.judge.SeverityPolicy;
import io.rootmon.render.Templates;
import io.rootmon.route.Routes;
import io.rootmon.state.StateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A configuration document: channels, routes, rules, maintenance windows and accounts of an
 * organization. Only rootmon implements this interface.
 *
 * <p>A configuration is immutable. No method except {@link #read} performs I/O, and no method reads
 * a secret. Safe for use by multiple threads.
 *
 * <pre>{@code
 * Configuration configuration = Configuration.read(Path.of("rootmon.json"));
 * ChannelContext context =
 *     configuration.context(System.getenv(), AwsAccess::ofProcess, Templates.builtIn());
 * try (RootMonitor monitor =
 *     RootMonitor.builder(configuration, context, configuration.store(context)).build()) {
 *   ...
 * }
 * }</pre>
 */
public interface Configuration {
  /**
   * Reads a file. Messages contain the path as given.
   *
   * @throws IllegalArgumentException as {@link #parse} does
   * @throws IOException if it cannot be read
   */
  static Configuration read(Path file) throws IOException {
    return ConfigurationDocument.read(file);
  }

  /**
   * Parses a string.
   *
   * @param name the document's name in messages
   * @throws IllegalArgumentException with a line for every problem, which names the path
   */
  static Configuration parse(String name, String json) {
    return ConfigurationDocument.parse(name, json);
  }

  /**
   * Returns the context of the channels in this process: its environment, with the proxy, the time
   * zone and the templates of this document. The supplier of the AWS access is called when a
   * channel needs it.
   *
   * @param templates if they are not the built-in ones, they replace those of this document
   */
  ChannelContext context(
      Map<String, String> environment, Supplier<AwsAccess> aws, Templates templates);

  /**
   * Creates the channels, in the document's order. No secret is read yet, and no remote service is
   * called.
   *
   * @throws IllegalArgumentException if a channel cannot be created; the message names the path
   */
  List<Channel> channels(ChannelContext context);

  /** Creates the state store: the configured table, or memory. Nothing is read yet. */
  StateStore store(ChannelContext context);

  /** Returns the routes, which select the channels for a finding. */
  Routes routes();

  /** Returns the accounts of this document, without a lookup elsewhere. */
  AccountDirectory accountDirectory();

  /**
   * Returns the built-in rules with the organization's severities, rules, exclusions and windows.
   *
   * @param accounts finds the organizational unit of an account for exclusions
   */
  SeverityPolicy severityPolicy(AccountDirectory accounts);
}

package io.rootmon.cli.aws;

import io.rootmon.cli.UsageException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the access to AWS. */
public final class AwsOptions {
  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "The AWS CLI profile to use. Default: AWS_PROFILE.")
  private @Nullable String profile;

  @Option(names = "--role-arn", paramLabel = "ARN", description = "A role to assume first.")
  private @Nullable String roleArn;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description = "Another endpoint, such as an interface endpoint. Default: AWS_ENDPOINT_URL.")
  private @Nullable String endpoint;

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      description = "An HTTP proxy. Default: HTTPS_PROXY and NO_PROXY.")
  private @Nullable String proxy;

  /**
   * Opens the session.
   *
   * @throws UsageException for a value that cannot be used
   * @throws AwsProblem if the profile does not exist, or the role cannot be assumed
   */
  public AwsSession open() throws AwsProblem {
    AwsSession session =
        AwsSession.create(
            Optional.ofNullable(profile), url("--endpoint-url", endpoint), url("--proxy", proxy));
    return roleArn == null ? session : session.assumeRole(roleArn);
  }

  /** Checks the values. */
  public void check() {
    url("--endpoint-url", endpoint);
    url("--proxy", proxy);
    if (roleArn != null && !roleArn.matches("arn:aws[a-z-]*:iam::[0-9]{12}:role/.+")) {
      throw new UsageException(
          "'"
              + roleArn
              + "' is not valid for --role-arn. Use the ARN of a role, such as"
              + " arn:aws:iam::111122223333:role/Audit.");
    }
  }

  private static Optional<URI> url(String option, @Nullable String value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      URI url = URI.create(value);
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      if (url.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
        return Optional.of(url);
      }
    } catch (IllegalArgumentException e) {
      // The message below covers it.
    }
    throw new UsageException(
        "The value of "
            + option
            + " is not a URL. Use one such as https://proxy.example.com:3128.");
  }
}

package io.rootmon.channel.securityhub;

import io.rootmon.alert.Alert;
import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.Acknowledgement;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.RateLimit;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.internal.aws.AwsDeliveryErrors;
import io.rootmon.channel.internal.aws.AwsJsonClient;
import io.rootmon.channel.internal.aws.AwsJsonClient.SignedRequest;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.time.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Imports a finding for each incident and updates it: the severity rises with the incident, a
 * response sets the workflow status to NOTIFIED, and the report archives the finding as RESOLVED.
 * Each request contains one finding, although BatchImportFindings accepts 100.
 */
public final class SecurityHubChannel implements Channel {
  /**
   * <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub_limits.html">Ten
   * requests a second</a> of BatchImportFindings, and one of BatchUpdateFindings.
   */
  private static final RateLimit PACE = new RateLimit(Duration.ofMillis(200), 5);

  private static final Map<String, String> REMEDIES =
      Map.of(
          "AccessDeniedException",
              "allow securityhub:BatchImportFindings and securityhub:BatchUpdateFindings",
          "InvalidAccessException", "enable Security Hub CSPM in rootmon's account and region",
          "InvalidInput", "check the account, which must be the one that rootmon runs in",
          "UnrecognizedClientException", "check the credentials");

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private final SecurityHubSettings settings;
  private final AwsJsonClient client;
  private final ProxySettings proxy;
  private final InstantSource clock;

  /** Creates the channel. No call is made yet. */
  public SecurityHubChannel(
      SecurityHubSettings settings, AwsAccess access, ProxySettings proxy, InstantSource clock) {
    this.settings = settings;
    this.proxy = proxy;
    this.clock = clock;
    this.client = new AwsJsonClient(access, proxy, "securityhub", "securityhub", settings.region());
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public RateLimit rateLimit() {
    return PACE;
  }

  @Override
  public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
    if (alert.isReport() && alert.incident().isEmpty()) {
      return new Receipt("not sent: a report on a week is no finding");
    }
    Receipt receipt = load(alert, deadline);
    if (AsffFinding.isClosed(alert)) {
      setWorkflow(alert, "RESOLVED", deadline);
    }
    return receipt;
  }

  @Override
  public Optional<Acknowledgement> acknowledgement() {
    return Optional.of((alert, deadline) -> setWorkflow(alert, "NOTIFIED", deadline));
  }

  private Receipt load(Alert alert, Deadline deadline) throws DeliveryException {
    String what = "import a finding to Security Hub in " + settings.region();
    Map<?, ?> response =
        client.post(
            "/findings/import",
            JSON,
            AsffFinding.request(alert, product(), settings, clock.instant()),
            deadline.left(),
            what,
            REMEDIES);
    List<Map<?, ?>> failed = AwsJsonClient.objects(response, "FailedFindings");
    if (!failed.isEmpty()) {
      String code = AwsJsonClient.text(failed.get(0), "ErrorCode").orElse("no error code");
      String said = AwsJsonClient.text(failed.get(0), "ErrorMessage").orElse("");
      // https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_ImportFindingsError.html
      int status = code.equals("InvalidInput") ? 400 : 503;
      throw AwsDeliveryErrors.of(status, code, said, Optional.empty(), what, REMEDIES);
    }
    if (!(response.get("SuccessCount") instanceof Number)) {
      throw DeliveryException.retryable(what + ": response not understood", null);
    }
    return new Receipt("finding " + AsffFinding.id(alert));
  }

  private Receipt setWorkflow(Alert alert, String status, Deadline deadline)
      throws DeliveryException {
    String what = "set the workflow status in Security Hub in " + settings.region();
    SignedRequest request =
        client.sign(
            "PATCH",
            "/findings/batchupdate",
            JSON,
            AsffFinding.workflow(alert, product(), status),
            what);
    Map<?, ?> response = new PatchRequest(request, proxy).send(deadline, what, REMEDIES);
    List<Map<?, ?>> failed = AwsJsonClient.objects(response, "UnprocessedFindings");
    if (!failed.isEmpty()) {
      String code = AwsJsonClient.text(failed.get(0), "ErrorCode").orElse("no error code");
      String said = AwsJsonClient.text(failed.get(0), "ErrorMessage").orElse("");
      // Security Hub may not have stored a new finding yet, so a retry can help.
      throw AwsDeliveryErrors.of(503, code, said, Optional.empty(), what, REMEDIES);
    }
    return new Receipt("finding " + AsffFinding.id(alert) + " is " + status);
  }

  private String product() {
    return settings.product(client.partition());
  }
}

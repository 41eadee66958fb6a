package io.rootmon.channel.jsm;

import io.rootmon.alert.Alert;
import io.rootmon.alert.IncidentStatus;
import io.rootmon.alert.IncidentStatus.ResponseLine;
import io.rootmon.channel.Acknowledgement;
import io.rootmon.channel.Channel;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.Receipt;
import io.rootmon.channel.internal.HttpErrors;
import io.rootmon.channel.internal.HttpPost;
import io.rootmon.channel.internal.HttpPost.Response;
import io.rootmon.channel.internal.SecretRefreshingCall;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.secret.Secret;
import io.rootmon.time.Deadline;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Creates, acknowledges and closes alerts of Jira Service Management. The alias of an alert is the
 * incident's id, so that all alerts of an incident update one alert.
 */
public final class JsmChannel implements Channel {
  private static final Map<Integer, String> REMEDIES =
      Map.of(
          401, "check the API key of the integration",
          403, "give the integration the right to create and update alerts",
          404, "check the API's address",
          422, "check the API key of the integration, and that it is turned on");

  private final JsmSettings settings;
  private final ProxySettings proxy;

  /** Creates the channel. No call is made yet. */
  public JsmChannel(JsmSettings settings, ProxySettings proxy) {
    this.settings = settings;
    this.proxy = proxy;
  }

  /** Returns the request that creates the alert. */
  public static String preview(Alert alert) {
    return JsmAlert.create(alert);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public Receipt send(Alert alert, Deadline deadline) throws DeliveryException {
    if (alert.isReport()) {
      boolean isClosed =
          alert.standing().filter(it -> !it.isOpen()).isPresent() && alert.incident().isPresent();
      return isClosed
          ? post(path(alert, "close"), JsmAlert.note(alert.headline()), deadline)
          : new Receipt("not sent: no incident is closed");
    }
    Receipt receipt = post("alerts", JsmAlert.create(alert), deadline);
    boolean isUpdate = alert.incident().filter(it -> it.number() > 1).isPresent();
    return isUpdate
        ? post(
            path(alert, "notes"),
            JsmAlert.note(alert.severity() + ": " + alert.headline()),
            deadline)
        : receipt;
  }

  @Override
  public Optional<Acknowledgement> acknowledgement() {
    return Optional.of(
        (alert, deadline) ->
            post(path(alert, "acknowledge"), JsmAlert.note(responses(alert)), deadline));
  }

  private static String responses(Alert alert) {
    List<ResponseLine> responses =
        alert.standing().map(IncidentStatus::responses).orElse(List.of());
    return responses.isEmpty() ? "acknowledged" : responses.get(responses.size() - 1).text();
  }

  private static String path(Alert alert, String action) {
    String alias = URLEncoder.encode(JsmAlert.alias(alert), StandardCharsets.UTF_8);
    return "alerts/" + alias.replace("+", "%20") + "/" + action + "?identifierType=alias";
  }

  private Receipt post(String path, String body, Deadline deadline) throws DeliveryException {
    return SecretRefreshingCall.send(settings.key(), key -> post(path, body, key, deadline));
  }

  private Receipt post(String path, String body, Secret key, Deadline deadline)
      throws DeliveryException {
    Map<String, String> headers =
        Map.of(
            "Authorization", "GenieKey " + key.value(),
            "Content-Type", "application/json",
            "Accept", "application/json",
            "User-Agent", "rootmon");
    Response response =
        new HttpPost(settings.api().resolve(path), headers, body, proxy).exchange(deadline);
    if (response.isSuccess()) {
      return new Receipt("HTTP " + response.status());
    }
    String remedy = REMEDIES.get(response.status());
    throw HttpErrors.failure(
        response.status(),
        response.retryAfter(),
        "Jira Service Management: HTTP "
            + response.status()
            + (remedy == null ? "" : "; " + remedy));
  }
}

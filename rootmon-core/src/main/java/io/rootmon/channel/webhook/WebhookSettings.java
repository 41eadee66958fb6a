package io.rootmon.channel.webhook;

import io.rootmon.channel.ChannelContext;
import io.rootmon.secret.SecretSource;
import io.rootmon.settings.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings of a webhook channel.
 *
 * @param address where to post, a secret too: such addresses often carry a token
 * @param key what the signature is made with; empty for a service that checks none
 * @param headers that are sent as they are
 * @param secretHeaders whose values are secrets, such as {@code Authorization}
 * @param prefixes what precedes the value of a secret header, such as {@code Splunk}
 * @param body what is posted
 */
public record WebhookSettings(
    String name,
    SecretSource address,
    Optional<SecretSource> key,
    Map<String, String> headers,
    Map<String, SecretSource> secretHeaders,
    Map<String, String> prefixes,
    Body body) {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}";

  /** Headers that the HTTP client or the channel sets itself. */
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "proxy-authorization",
          "rootmon-timestamp",
          "rootmon-signature");

  /** What is posted. */
  public sealed interface Body {
    /** A CloudEvent whose data is the alert. */
    record CloudEvents() implements Body {}

    /** A Detection Finding of OCSF. */
    record Ocsf() implements Body {}

    /**
     * What a template prints.
     *
     * @param template such as {@code webhook/splunk-hec.json.ftl}
     */
    record Template(String template) implements Body {}
  }

  public WebhookSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: expected a text but was empty");
    }
    headers = unmodifiable(headers);
    secretHeaders = unmodifiable(secretHeaders);
    prefixes = Map.copyOf(prefixes);
    headers.keySet().forEach(WebhookSettings::checkName);
    secretHeaders.keySet().forEach(WebhookSettings::checkName);
    headers.forEach((field, value) -> checkValue(field, value));
    prefixes.forEach((field, value) -> checkValue(field, value));
  }

  /** A signed CloudEvent. */
  public WebhookSettings(String name, SecretSource address, SecretSource key) {
    this(name, address, Optional.of(key), Map.of(), Map.of(), Map.of(), new Body.CloudEvents());
  }

  static WebhookSettings of(String name, Settings settings, ChannelContext around) {
    Map<String, String> plain = new LinkedHashMap<>();
    Map<String, SecretSource> secret = new LinkedHashMap<>();
    Map<String, String> prefixes = new LinkedHashMap<>();
    Optional<Settings> headers = settings.optionalObject("headers");
    for (String header : headers.map(Settings::keys).orElse(List.of())) {
      Settings all = headers.orElseThrow();
      if (all.isText(header)) {
        plain.put(header, all.text(header));
      } else {
        secret.put(header, around.secrets().find(all.secret(header)));
        all.object(header).optionalText("prefix").ifPresent(it -> prefixes.put(header, it));
      }
    }
    Optional<SecretSource> key =
        settings.keys().contains("key")
            ? Optional.of(around.secrets().find(settings.secret("key")))
            : Optional.empty();
    return new WebhookSettings(
        name,
        around.secrets().find(settings.secret("address")),
        key,
        plain,
        secret,
        prefixes,
        body(settings, around));
  }

  private static Body body(Settings settings, ChannelContext around) {
    Optional<String> template = settings.optionalText("template");
    boolean isOcsf = settings.optionalText("format").filter("ocsf"::equals).isPresent();
    if (template.isPresent() && settings.optionalText("format").isPresent()) {
      throw new IllegalArgumentException("template: expected no format beside it");
    }
    if (template.isPresent()) {
      return new Body.Template(around.templates().webhook(template.get()));
    }
    return isOcsf ? new Body.Ocsf() : new Body.CloudEvents();
  }

  private static <V> Map<String, V> unmodifiable(Map<String, V> map) {
    Map<String, V> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    map.forEach(
        (name, value) -> {
          if (copy.put(name, value) != null) {
            throw new IllegalArgumentException("headers: expected each once but two are " + name);
          }
        });
    return Collections.unmodifiableMap(copy);
  }

  private static void checkName(String header) {
    if (!header.matches(TOKEN) || RESERVED.contains(header.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "headers: expected the name of a header that rootmon does not set itself but was '"
              + header
              + "'");
    }
  }

  private static void checkValue(String header, String value) {
    if (!value.matches("[!-~]([ -~]*[!-~])?")) {
      throw new IllegalArgumentException(
          "headers." + header + ": expected printable ASCII without a line break");
    }
  }
}

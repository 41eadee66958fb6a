package io.rootmon.channel.webhook;

import io.rootmon.channel.ChannelContext;
import io.rootmon.channel.ChannelFactory;
import io.rootmon.secret.SecretReference;
import io.rootmon.secret.SecretSource;
import io.rootmon.settings.Settings;
import io.rootmon.settings.ValueType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings of a webhook channel.
 *
 * @param address the URL, which is a secret: it often contains a token
 * @param key the key of the signature; empty for a service that does not check signatures
 * @param headers headers with plain values
 * @param secretHeaders headers whose values are secrets, such as {@code Authorization}
 * @param prefixes the text before the value of a secret header, such as {@code Splunk}
 * @param body the format of the body
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

  private static final String VALUE = "[!-~]([ -~]*[!-~])?";

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

  /** The format of the body. */
  public sealed interface Body {
    /** A CloudEvent whose data is the alert. */
    record CloudEvents() implements Body {}

    /** An OCSF Detection Finding. */
    record Ocsf() implements Body {}

    /**
     * The output of a template.
     *
     * @param template such as {@code webhook/splunk-hec.json.ftl}
     */
    record Template(String template) implements Body {}
  }

  public WebhookSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: must not be empty");
    }
    headers = unmodifiable(headers);
    secretHeaders = unmodifiable(secretHeaders);
    prefixes = Map.copyOf(prefixes);
    headers.keySet().forEach(WebhookSettings::checkName);
    secretHeaders.keySet().forEach(WebhookSettings::checkName);
    headers.forEach((field, value) -> checkValue(field, value));
    prefixes.forEach((field, value) -> checkValue(field, value));
  }

  /** Creates the settings of a channel that posts signed CloudEvents. */
  public WebhookSettings(String name, SecretSource address, SecretSource key) {
    this(name, address, Optional.of(key), Map.of(), Map.of(), Map.of(), new Body.CloudEvents());
  }

  /** Reads the settings of a channel. */
  public static ChannelFactory read(String name, Settings settings) {
    settings.requireOnlyKeys("type", "notify", "address", "key", "headers", "format", "template");
    SecretReference address = settings.required("address", ValueType.SECRET);
    Optional<SecretReference> key = settings.optional("key", ValueType.SECRET);
    Map<String, Header> headers =
        settings
            .object(
                "headers",
                "an object from names of headers to values",
                it ->
                    it.map(
                        ValueType.text("the name of a header", TOKEN, "Authorization"),
                        header -> Header.TYPE))
            .orElse(Map.of());
    Optional<String> format = settings.optional("format", ValueType.oneOf("cloudevents", "ocsf"));
    Optional<String> template =
        settings.optional(
            "template",
            ValueType.text(
                "the name of a template such as splunk-hec", "[a-z0-9][a-z0-9-]{0,63}", "text"));
    if (template.isPresent() && format.isPresent()) {
      throw new IllegalArgumentException(
          "template: cannot be combined with format. Remove one of them");
    }
    return context ->
        new WebhookChannel(
            create(name, address, key, headers, body(format, template, context), context),
            context.clock(),
            context.templates(),
            context.proxy());
  }

  /**
   * The value of a header.
   *
   * @param plain the value; empty for a secret
   * @param prefix the text before a secret
   */
  private record Header(
      Optional<String> plain, Optional<SecretReference> secret, Optional<String> prefix) {
    static final ValueType<Header> TYPE =
        ValueType.textOrObject(
            "a value, or an object with the location of the secret, such as {\"env\":\"NAME\"}",
            ValueType.sensitiveText("printable ASCII without a line break", VALUE)
                .map(it -> new Header(Optional.of(it), Optional.empty(), Optional.empty())),
            Header::read);

    private static Header read(Settings settings) {
      return new Header(
          Optional.empty(),
          Optional.of(ValueType.secret(settings, "prefix")),
          settings.optional(
              "prefix", ValueType.text("printable ASCII without a line break", VALUE, "Bearer")));
    }
  }

  private static WebhookSettings create(
      String name,
      SecretReference address,
      Optional<SecretReference> key,
      Map<String, Header> headers,
      Body body,
      ChannelContext context) {
    Map<String, String> plain = new LinkedHashMap<>();
    Map<String, SecretSource> secrets = new LinkedHashMap<>();
    Map<String, String> prefixes = new LinkedHashMap<>();
    headers.forEach(
        (header, value) -> {
          value.plain().ifPresent(it -> plain.put(header, it));
          value.secret().ifPresent(it -> secrets.put(header, context.secrets().find(it)));
          value.prefix().ifPresent(it -> prefixes.put(header, it));
        });
    return new WebhookSettings(
        name,
        context.secrets().find(address),
        key.map(context.secrets()::find),
        plain,
        secrets,
        prefixes,
        body);
  }

  private static Body body(
      Optional<String> format, Optional<String> template, ChannelContext context) {
    if (template.isPresent()) {
      return new Body.Template(context.templates().webhook(template.get()));
    }
    return format.filter("ocsf"::equals).isPresent() ? new Body.Ocsf() : new Body.CloudEvents();
  }

  private static <V> Map<String, V> unmodifiable(Map<String, V> map) {
    Map<String, V> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    map.forEach(
        (name, value) -> {
          if (copy.put(name, value) != null) {
            throw new IllegalArgumentException(
                "headers: contains " + name + " twice. Keep one of them");
          }
        });
    return Collections.unmodifiableMap(copy);
  }

  private static void checkName(String header) {
    if (!header.matches(TOKEN) || RESERVED.contains(header.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "headers: must be the name of a header that rootmon does not set itself but is '"
              + header
              + "'");
    }
  }

  private static void checkValue(String header, String value) {
    if (!value.matches(VALUE)) {
      throw new IllegalArgumentException(
          "headers." + header + ": must be printable ASCII without a line break");
    }
  }
}

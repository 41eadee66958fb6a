package io.rootmon.channel.internal.aws;

import io.rootmon.aws.AwsAccess;
import io.rootmon.channel.DeliveryException;
import io.rootmon.channel.internal.HttpPost;
import io.rootmon.channel.internal.HttpPost.Response;
import io.rootmon.internal.json.JsonTree;
import io.rootmon.proxy.ProxySettings;
import io.rootmon.time.Deadline;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Calls an operation of an AWS service with a JSON protocol. It uses the SDK's signer but not the
 * service's client: those of EventBridge and Security Hub would add megabytes to the function for
 * one operation each.
 */
public final class AwsJsonClient {
  private final AwsAccess access;
  private final ProxySettings proxy;
  private final String service;
  private final String host;
  private final String region;

  /**
   * Creates a client of a service.
   *
   * @param service the name in signatures and in {@code AWS_ENDPOINT_URL_…}, such as {@code
   *     securityhub}
   * @param host the first label of its endpoints, such as {@code events}
   */
  public AwsJsonClient(
      AwsAccess access, ProxySettings proxy, String service, String host, String region) {
    this.access = access;
    this.proxy = proxy;
    this.service = service;
    this.host = host;
    this.region = region;
  }

  /** A signed request. */
  public record SignedRequest(URI address, Map<String, String> headers, String body) {
    public SignedRequest {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * Posts a request. Any status other than success is a failure.
   *
   * @param what the call, for messages
   * @param remedies the remedy by error code
   * @return the response's JSON object
   */
  public Map<?, ?> post(
      String path,
      Map<String, String> headers,
      String body,
      Duration timeLeft,
      String what,
      Map<String, String> remedies)
      throws DeliveryException {
    Deadline deadline = Deadline.in(timeLeft);
    // Checked before the credentials are read, which may take a while.
    var unused = deadline.left();
    SignedRequest request = sign("POST", path, headers, body, what);
    Response response =
        new HttpPost(request.address(), request.headers(), body, proxy).exchange(deadline);
    Map<?, ?> json = parse(response.body());
    if (!response.isSuccess()) {
      throw failure(
          response.status(), response.errorType(), response.retryAfter(), json, what, remedies);
    }
    return json;
  }

  /** Signs a request with the current credentials. */
  public SignedRequest sign(
      String method, String path, Map<String, String> headers, String body, String what)
      throws DeliveryException {
    URI address = endpoint().resolve(path);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(address);
    headers.forEach(request::putHeader);
    request.putHeader("User-Agent", "rootmon");
    AwsCredentials credentials;
    try {
      credentials = access.credentials().resolveCredentials();
    } catch (SdkException e) {
      throw AwsDeliveryErrors.of(e, what, Map.of());
    }
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                it ->
                    it.identity(credentials)
                        .request(request.build())
                        .payload(() -> new ByteArrayInputStream(bytes))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, signingName())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
            .request();
    Map<String, String> all = new HashMap<>();
    signed
        .headers()
        .forEach(
            (name, values) -> {
              // The HTTP client adds this header itself.
              if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                all.put(name, String.join(",", values));
              }
            });
    return new SignedRequest(address, all, body);
  }

  private String signingName() {
    return service.equals("eventbridge") ? "events" : service;
  }

  /** Classifies a response. */
  public static DeliveryException failure(
      int status,
      Optional<String> errorType,
      Optional<Duration> retryAfter,
      Map<?, ?> json,
      String what,
      Map<String, String> remedies) {
    String type =
        errorType.orElseGet(
            () -> text(json, "__type").or(() -> text(json, "code")).orElse("no error code"));
    // Such as com.amazonaws.events#AccessDeniedException:http://internal.amazon.com/
    String code = type.substring(type.lastIndexOf('#', type.length() - 1) + 1).split(":", 2)[0];
    String said = text(json, "message").or(() -> text(json, "Message")).orElse("");
    return AwsDeliveryErrors.of(status, code, said, retryAfter, what, remedies);
  }

  /** Returns a string of a JSON object. */
  public static Optional<String> text(Map<?, ?> json, String key) {
    return json.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** Returns the objects of a list in a JSON object. */
  public static List<Map<?, ?>> objects(Map<?, ?> json, String key) {
    return json.get(key) instanceof List<?> list
        ? list.stream().<Map<?, ?>>map(it -> it instanceof Map<?, ?> map ? map : Map.of()).toList()
        : List.of();
  }

  /** Parses a response. Returns an empty map if it is not a JSON object. */
  public static Map<?, ?> parse(String body) {
    try {
      return JsonTree.read("response", body) instanceof Map<?, ?> map ? map : Map.of();
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  /** Returns the partition of the region, such as {@code aws-us-gov}. */
  public String partition() {
    return PartitionMetadata.of(Region.of(region)).id();
  }

  private URI endpoint() {
    return access
        .endpoint()
        .or(() -> variable("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT)))
        .or(() -> variable("AWS_ENDPOINT_URL"))
        .or(AwsJsonClient::property)
        .orElseGet(
            () ->
                URI.create(
                    "https://"
                        + host
                        + "."
                        + region
                        + "."
                        + PartitionMetadata.of(Region.of(region)).dnsSuffix()));
  }

  /** The system property of the SDK. */
  private static Optional<URI> property() {
    return Optional.ofNullable(System.getProperty("aws.endpointUrl"))
        .filter(it -> !it.isBlank())
        .map(URI::create);
  }

  private static Optional<URI> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(it -> !it.isBlank()).map(URI::create);
  }
}

package io.rootmon.aws;

import io.rootmon.proxy.ProxySettings;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The HTTP client, credentials and region for AWS calls. The SDK would otherwise search the class
 * path, files and the network for them. One {@code http} client serves all channels.
 *
 * @param endpoint an interface endpoint or a test server; empty for the region's default endpoint
 */
public record AwsAccess(
    SdkHttpClient http, AwsCredentialsProvider credentials, Optional<URI> endpoint) {
  /**
   * Creates the access in the way of the AWS command line: environment, profiles, instance or
   * container role. The variable {@code AWS_ENDPOINT_URL} replaces the endpoint of all services.
   */
  public static AwsAccess ofProcess() {
    return new AwsAccess(
        http(ProxySettings.ofEnvironment(System.getenv())),
        DefaultCredentialsProvider.builder().build(),
        Optional.empty());
  }

  /**
   * Creates the access of a Lambda function without a search: <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html">with SnapStart</a>
   * from the container endpoint, else from the environment. The HTTP client is {@code
   * HttpURLConnection}, which starts fastest, or the one in the SDK's property {@code
   * software.amazon.awssdk.http.service.impl}.
   */
  public static AwsAccess ofFunction() {
    return ofFunction(functionsHttp());
  }

  /** Creates the HTTP client of {@link #ofFunction()}. The caller closes it. */
  public static SdkHttpClient functionsHttp() {
    ProxySettings proxy = ProxySettings.ofEnvironment(System.getenv());
    return SdkSystemSetting.SYNC_HTTP_SERVICE_IMPL
        .getStringValue()
        // All clients use the JDK's client behind a proxy, so that they behave the same.
        .filter(it -> !proxy.isPresent())
        .map(AwsAccess::http)
        .orElseGet(() -> http(proxy));
  }

  /** Creates the JDK's client with a proxy. */
  private static SdkHttpClient http(ProxySettings proxy) {
    return UrlConnectionHttpClient.create(
        destination -> {
          try {
            return proxy.open(destination);
          } catch (IOException e) {
            throw SdkClientException.create("no connection: " + e.getMessage(), e);
          }
        });
  }

  /** Returns a copy that uses the configured proxy. */
  public AwsAccess withProxy(ProxySettings proxy) {
    return new AwsAccess(http(proxy), credentials, endpoint);
  }

  private static SdkHttpClient http(String service) {
    try {
      return Class.forName(service)
          .asSubclass(SdkHttpService.class)
          .getDeclaredConstructor()
          .newInstance()
          .createHttpClientBuilder()
          .buildWithDefaults(AttributeMap.empty());
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException(
          SdkSystemSetting.SYNC_HTTP_SERVICE_IMPL.property()
              + ": expected an HTTP service of the SDK on the class path but was "
              + service,
          e);
    }
  }

  /** Creates the access of a Lambda function with the caller's HTTP client. */
  public static AwsAccess ofFunction(SdkHttpClient http) {
    return new AwsAccess(
        http,
        AwsCredentialsProviderChain.of(
            EnvironmentVariableCredentialsProvider.create(),
            ContainerCredentialsProvider.builder().build()),
        Optional.empty());
  }

  /**
   * Sets the Region, endpoint, credentials and HTTP client of a client builder. The client makes
   * one attempt a call.
   */
  public <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configure(
      B builder, String region) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .httpClient(http)
        // One attempt only: the queue delivers the message again, and its retries survive a crash.
        .overrideConfiguration(
            it ->
                it.retryStrategy(AwsRetryStrategy.doNotRetry())
                    .defaultProfileFileSupplier(() -> ProfileFile.aggregator().build()));
  }
}

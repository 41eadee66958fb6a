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
 * How AWS is reached: all that the SDK would otherwise search for, on the class path, in files and
 * on the network. One {@code http} client serves all channels.
 *
 * @param endpoint an interface endpoint or a stand-in; empty for the region's own
 */
public record AwsAccess(
    SdkHttpClient http, AwsCredentialsProvider credentials, Optional<URI> endpoint) {
  /**
   * As the AWS command line finds it: environment, profiles, instance or container role. The
   * variable {@code AWS_ENDPOINT_URL} moves all services elsewhere.
   */
  public static AwsAccess ofProcess() {
    return new AwsAccess(
        http(ProxySettings.ofEnvironment(System.getenv())),
        DefaultCredentialsProvider.builder().build(),
        Optional.empty());
  }

  /**
   * As a Lambda function is given it, without the search: <a
   * href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html">with SnapStart</a>
   * from the container's endpoint, else from the environment. The HTTP client is the JDK's oldest,
   * which starts fastest, or the one that the SDK's own property {@code
   * software.amazon.awssdk.http.service.impl} names.
   */
  public static AwsAccess ofFunction() {
    return ofFunction(functionsHttp());
  }

  /** The HTTP client of {@link #ofFunction()}, for who closes it. */
  public static SdkHttpClient functionsHttp() {
    ProxySettings proxy = ProxySettings.ofEnvironment(System.getenv());
    return SdkSystemSetting.SYNC_HTTP_SERVICE_IMPL
        .getStringValue()
        // Behind a proxy all clients are the JDK's, which behave the same.
        .filter(it -> !proxy.isPresent())
        .map(AwsAccess::http)
        .orElseGet(() -> http(proxy));
  }

  /** The JDK's client, which goes through a proxy. */
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

  /** Returns the same access through a proxy of the configuration. */
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

  /** The same by an HTTP client of the caller's. */
  public static AwsAccess ofFunction(SdkHttpClient http) {
    return new AwsAccess(
        http,
        AwsCredentialsProviderChain.of(
            EnvironmentVariableCredentialsProvider.create(),
            ContainerCredentialsProvider.builder().build()),
        Optional.empty());
  }

  public <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configure(
      B builder, String region) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .httpClient(http)
        // One attempt: a further one is the queue's, which does not forget.
        .overrideConfiguration(
            it ->
                it.retryStrategy(AwsRetryStrategy.doNotRetry())
                    .defaultProfileFileSupplier(() -> ProfileFile.aggregator().build()));
  }
}

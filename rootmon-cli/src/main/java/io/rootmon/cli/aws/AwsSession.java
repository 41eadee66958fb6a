package io.rootmon.cli.aws;

import io.rootmon.aws.AwsAccess;
import io.rootmon.internal.organization.AccountList.OrganizationAccount;
import io.rootmon.internal.organization.AwsOrganizations;
import io.rootmon.internal.organization.Organizations.OrganizationException;
import io.rootmon.time.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRootResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The credentials, region and HTTP client for one account.
 *
 * @param region the profile's region, or {@code us-east-1}
 * @param endpoint another endpoint for all services; empty for the services' own
 */
public record AwsSession(
    SdkHttpClient http, AwsCredentialsProvider credentials, String region, Optional<URI> endpoint) {
  private static final String SESSION_NAME = "rootmon";
  private static final int MAX_ATTEMPTS = 8;
  private static final int MAX_CONNECTIONS = 64;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration ORGANIZATION_TIMEOUT = Duration.ofMinutes(5);
  private static final String DEFAULT_REGION = "us-east-1";

  /**
   * The maximum duration, <a
   * href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html">15 minutes</a>.
   */
  private static final int MAX_ROOT_SESSION_SECONDS = 900;

  /**
   * Creates a session in the way of the AWS command line: environment, profiles, container or
   * instance role.
   */
  static AwsSession create(Optional<String> profile, Optional<URI> endpoint, Optional<URI> proxy)
      throws AwsProblem {
    // Otherwise the JDK keeps five idle connections per host, fewer than there are threads.
    if (System.getProperty("http.maxConnections") == null) {
      System.setProperty("http.maxConnections", String.valueOf(MAX_CONNECTIONS));
    }
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(READ_TIMEOUT);
    proxy.ifPresent(
        it ->
            http.proxyConfiguration(
                ProxyConfiguration.builder()
                    .endpoint(it)
                    .useSystemPropertyValues(false)
                    .useEnvironmentVariablesValues(false)
                    .build()));
    DefaultAwsRegionProviderChain.Builder region = DefaultAwsRegionProviderChain.builder();
    profile.ifPresent(region::profileName);
    try {
      // A named profile has priority over variables with keys, as in the AWS CLI.
      AwsCredentialsProvider credentials =
          profile.isPresent()
              ? ProfileCredentialsProvider.create(profile.get())
              : DefaultCredentialsProvider.builder().build();
      return new AwsSession(http.build(), credentials, region(region), endpoint);
    } catch (SdkException e) {
      throw AwsProblem.of("read the AWS profile", e, "");
    }
  }

  private static String region(DefaultAwsRegionProviderChain.Builder chain) {
    try {
      return Optional.ofNullable(chain.build().getRegion()).map(Region::id).orElse(DEFAULT_REGION);
    } catch (SdkException e) {
      return DEFAULT_REGION; // No setting contains a region.
    }
  }

  /** Returns the region's partition, such as {@code aws-cn}. */
  public String partition() {
    return PartitionMetadata.of(Region.of(region)).id();
  }

  /** Creates a client that retries throttling and transient failures with backoff and jitter. */
  public <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configure(
      B builder, String clientRegion) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(clientRegion))
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(
            it ->
                it.retryStrategy(
                    AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(MAX_ATTEMPTS)
                        // Many workers share a client: one throttled minute would use up the quota.
                        .circuitBreakerEnabled(false)
                        .build()));
  }

  /** Returns the account that the credentials belong to. */
  public String accountId() throws AwsProblem {
    try (StsClient sts = sts()) {
      return sts.getCallerIdentity().account();
    } catch (SdkException e) {
      throw AwsProblem.of("get the caller's identity from STS", e, "Check the credentials");
    }
  }

  /** Returns the active accounts of the organization, including the management account. */
  public List<OrganizationAccount> organizationAccounts() throws AwsProblem {
    try {
      return new AwsOrganizations(new AwsAccess(http, credentials, endpoint), region)
          .members(Deadline.in(ORGANIZATION_TIMEOUT)).stream()
              .filter(OrganizationAccount::isActive)
              .sorted(Comparator.comparing(it -> it.id().value()))
              .toList();
    } catch (OrganizationException e) {
      throw new AwsProblem(String.valueOf(e.getMessage()), e);
    }
  }

  /** Returns the name of a role in an account as an ARN. */
  public String roleArn(String account, String roleName) {
    return "arn:" + partition() + ":iam::" + account + ":role/" + roleName;
  }

  /** Returns the session of a role. It renews its credentials. */
  public AwsSession assumeRole(String roleArn) throws AwsProblem {
    StsAssumeRoleCredentialsProvider provider =
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts())
            .refreshRequest(it -> it.roleArn(roleArn).roleSessionName(SESSION_NAME))
            .build();
    try {
      provider.resolveCredentials();
    } catch (SdkException e) {
      throw AwsProblem.of(
          "assume " + roleArn,
          e,
          "The role must exist and trust the caller, and the caller needs sts:AssumeRole on it");
    }
    return new AwsSession(http, provider, region, endpoint);
  }

  /**
   * Returns a root session of a member account for one task. AssumeRoot has <a
   * href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html">regional
   * endpoints only</a>.
   *
   * @param task the name of a policy, such as {@code IAMAuditRootUserCredentials}
   */
  public AwsSession assumeRoot(String account, String task) throws AwsProblem {
    try (StsClient sts = sts()) {
      AssumeRootResponse response =
          sts.assumeRoot(
              it ->
                  it.targetPrincipal(account)
                      .taskPolicyArn(
                          policy ->
                              policy.arn(
                                  "arn:" + partition() + ":iam::aws:policy/root-task/" + task))
                      .durationSeconds(MAX_ROOT_SESSION_SECONDS));
      Credentials given = response.credentials();
      return new AwsSession(
          http,
          StaticCredentialsProvider.create(
              AwsSessionCredentials.create(
                  given.accessKeyId(), given.secretAccessKey(), given.sessionToken())),
          region,
          endpoint);
    } catch (SdkException e) {
      throw AwsProblem.of(
          "assume root of " + account,
          e,
          "Call from the management account or IAM's delegated administrator, with"
              + " sts:AssumeRoot, and enable central root credentials management");
    }
  }

  private StsClient sts() {
    return configure(StsClient.builder(), region).build();
  }
}

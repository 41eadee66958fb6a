package io.rootmon.detect;

import io.rootmon.cloudtrail.CloudTrailEvent;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognizes calls that return a secret or a credential. AWS classifies most of them as reads: they
 * change nothing, but their caller can use the result elsewhere. The names are those of the <a
 * href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 * Authorization Reference</a>.
 */
final class SecretReads {
  /** Calls for credentials of the caller's own identity, with names that no other service uses. */
  private static final Set<String> MINTING =
      Set.of(
          "GetSessionToken",
          "GetFederationToken",
          "GetSigninToken",
          "CreateOAuth2Token",
          "AuthorizeOAuth2Access");

  /**
   * Calls for credentials of the caller's own identity, with names that other services use as well.
   */
  private static final Map<String, Set<String>> MINTING_BY_SERVICE =
      Map.of(
          "sts", Set.of("GetDelegatedAccessToken", "GetWebIdentityToken", "GetServiceBearerToken"),
          "cloudshell", Set.of("PutCredentials"),
          "rolesanywhere", Set.of("CreateSession"));

  private static final Map<String, Set<String>> READING =
      Map.ofEntries(
          // Stores of secrets, and decryption.
          Map.entry("secretsmanager", Set.of("GetSecretValue", "BatchGetSecretValue")),
          Map.entry("kms", Set.of("Decrypt", "DeriveSharedSecret")),
          Map.entry("payment-cryptography", Set.of("DecryptData", "ExportKey")),
          Map.entry("acm", Set.of("ExportCertificate")),
          Map.entry("events", Set.of("RetrieveConnectionCredentials")),
          Map.entry("wafv2", Set.of("GetDecryptedAPIKey")),
          Map.entry("pca-connector-scep", Set.of("GetChallengePassword")),
          Map.entry("storagegateway", Set.of("DescribeChapCredentials")),
          Map.entry("iotmanagedintegrations", Set.of("GetCredentialLocker")),
          // Access to instances, databases and clusters.
          // The configuration contains the pre-shared key of the tunnel.
          // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetVpnConnectionDeviceSampleConfiguration.html
          Map.entry("ec2", Set.of("GetPasswordData", "GetVpnConnectionDeviceSampleConfiguration")),
          Map.entry(
              "lightsail",
              Set.of(
                  "GetInstanceAccessDetails",
                  "DownloadDefaultKeyPair",
                  "GetRelationalDatabaseMasterUserPassword",
                  "CreateContainerServiceRegistryLogin")),
          Map.entry(
              "redshift",
              Set.of(
                  "GetClusterCredentials",
                  "GetClusterCredentialsWithIAM",
                  "GetIdentityCenterAuthToken")),
          Map.entry("redshift-serverless", Set.of("GetCredentials", "GetIdentityCenterAuthToken")),
          Map.entry("elasticmapreduce", Set.of("GetClusterSessionCredentials")),
          Map.entry("emr-containers", Set.of("GetManagedEndpointSessionCredentials")),
          Map.entry("opsworks", Set.of("GrantAccess")),
          Map.entry(
              "gamelift",
              Set.of(
                  "GetInstanceAccess",
                  "GetComputeAccess",
                  "GetComputeAuthToken",
                  "RequestUploadCredentials")),
          Map.entry("ivs", Set.of("GetStreamKey", "BatchGetStreamKey")),
          Map.entry("geo", Set.of("DescribeKey")),
          Map.entry("quicksight", Set.of("GetSessionEmbedUrl", "GetAuthCode")),
          // https://docs.aws.amazon.com/bedrock-agentcore/latest/APIReference/API_GetResourceApiKey.html
          Map.entry(
              "bedrock-agentcore",
              Set.of(
                  "GetResourceApiKey",
                  "GetResourceOauth2Token",
                  "GetWorkloadAccessToken",
                  "GetWorkloadAccessTokenForJWT",
                  "GetWorkloadAccessTokenForUserId")),
          // https://docs.aws.amazon.com/appsync/latest/APIReference/API_ApiKey.html: the ID is the
          // key.
          Map.entry("appsync", Set.of("ListApiKeys")),
          Map.entry("finspace", Set.of("GetKxConnectionString")),
          Map.entry("finspace-api", Set.of("GetProgrammaticAccessCredentials")),
          Map.entry(
              "datazone", Set.of("GetEnvironmentCredentials", "GetDomainExecutionRoleCredentials")),
          Map.entry("airflow", Set.of("CreateCliToken", "CreateWebLoginToken")),
          // Registries, identities and tokens.
          Map.entry("ecr", Set.of("GetAuthorizationToken")),
          Map.entry("ecr-public", Set.of("GetAuthorizationToken")),
          Map.entry("codeartifact", Set.of("GetAuthorizationToken")),
          Map.entry(
              "cognito-identity",
              Set.of(
                  "GetCredentialsForIdentity",
                  "GetOpenIdToken",
                  "GetOpenIdTokenForDeveloperIdentity")),
          // The descriptions contain the client secret of the app, or of the provider.
          // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html
          Map.entry(
              "cognito-idp",
              Set.of(
                  "GetTokensFromRefreshToken",
                  "DescribeUserPoolClient",
                  "DescribeIdentityProvider")),
          Map.entry("sso", Set.of("GetRoleCredentials", "CreateToken", "CreateTokenWithIAM")),
          Map.entry("sso-oauth", Set.of("CreateToken", "CreateTokenWithIAM")),
          Map.entry(
              "lakeformation",
              Set.of(
                  "GetTemporaryGlueTableCredentials",
                  "GetTemporaryGluePartitionCredentials",
                  "GetTemporaryDataLocationCredentials")),
          Map.entry("s3", Set.of("GetDataAccess")),
          Map.entry("codeconnections", Set.of("GetConnectionToken", "GetIndividualAccessToken")),
          Map.entry(
              "codestar-connections", Set.of("GetConnectionToken", "GetIndividualAccessToken")),
          Map.entry("connect", Set.of("AdminGetEmergencyAccessToken")),
          Map.entry("amplifybackend", Set.of("GetToken")),
          Map.entry("route53domains", Set.of("RetrieveDomainAuthCode")));

  /** A pattern for services that are not in the list. */
  private static final Pattern SPEAKING_NAME =
      Pattern.compile(
          "(Get|BatchGet|AdminGet|Retrieve|Reveal|Fetch|Download|Export|Request)[A-Za-z0-9]{0,60}"
              + "(SecretValue|SecretString|Credentials|PasswordData|UserPassword|PrivateKey|StreamKey"
              + "|(Authorization|Access|Auth|Bearer|Session|Connection|Login|Refresh|O[Aa]uth2?)Token)"
              + "s?(For[A-Z][A-Za-z]{0,40}|WithIAM)?");

  /**
   * Calls that return the credentials of a role, such as AssumeRoleForPodIdentity of EKS and
   * AssumeQueueRoleForUser of Deadline Cloud.
   */
  private static final Pattern ROLE =
      Pattern.compile("Assume[A-Za-z]{0,40}Role(For[A-Z][A-Za-z]{0,40})?");

  private static final Set<String> PARAMETERS =
      Set.of("GetParameter", "GetParameters", "GetParametersByPath", "GetParameterHistory");

  private static final Set<String> API_KEYS = Set.of("GetApiKey", "GetApiKeys");

  private static final Set<String> CONNECTIONS = Set.of("GetConnection", "GetConnections");

  private SecretReads() {}

  /** Returns whether the call returns further credentials of its caller's identity. */
  static boolean mints(CloudTrailEvent event) {
    return MINTING.contains(event.name())
        || MINTING_BY_SERVICE.getOrDefault(event.service(), Set.of()).contains(event.name());
  }

  /** Returns whether the call returns a secret or a credential of another identity or system. */
  static boolean isOne(CloudTrailEvent event) {
    if (mints(event)) {
      return false;
    }
    String name = event.name();
    return READING.getOrDefault(event.service(), Set.of()).contains(name)
        || isNamedSoAnywhere(event)
        || (event.isFrom("ssm") && PARAMETERS.contains(name) && requests(event, "withDecryption"))
        || (event.isFrom("apigateway")
            && API_KEYS.contains(name)
            && (requests(event, "includeValues") || requests(event, "includeValue")))
        || (event.isFrom("glue") && CONNECTIONS.contains(name) && !requests(event, "hidePassword"))
        || (!event.isFrom("sts") && ROLE.matcher(name).matches())
        || SPEAKING_NAME.matcher(name).matches();
  }

  /** Returns whether the name matches, for records without a service. */
  private static boolean isNamedSoAnywhere(CloudTrailEvent event) {
    return event.source().isEmpty()
        && READING.values().stream().anyMatch(it -> it.contains(event.name()));
  }

  private static boolean requests(CloudTrailEvent event, String parameter) {
    return event.requestParameters().isTrue(parameter);
  }
}

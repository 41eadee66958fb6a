package io.rootmon.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.judge.Severity;
import io.rootmon.judge.rules.StandardRules;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of the key and of the sender identities that the configuration lists. */
class ProtectedResourcesTest {
  private static final String KEY = "11111111-2222-3333-4444-555555555555";
  private static final ConfigurationDocument CONFIGURATION =
      ConfigurationDocument.parse(
          "test",
          """
          {"protectedResources": {
            "kmsKeys": ["arn:aws:kms:eu-west-1:111122223333:key/%s"],
            "sesIdentities": ["Example.com"]}}
          """
              .formatted(KEY));

  @ParameterizedTest
  @CsvSource({
    "kms, DisableKey, keyId, 11111111-2222-3333-4444-555555555555, CRITICAL",
    "kms, ScheduleKeyDeletion, keyId, arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555, CRITICAL",
    "kms, PutKeyPolicy, keyId, 11111111-2222-3333-4444-555555555555, CRITICAL",
    "kms, RevokeGrant, keyId, 11111111-2222-3333-4444-555555555555, CRITICAL",
    "kms, DisableKeyRotation, keyId, 11111111-2222-3333-4444-555555555555, MEDIUM",
    "ses, DeleteEmailIdentity, emailIdentity, example.com, CRITICAL",
    "email, DeleteIdentity, identity, EXAMPLE.COM, CRITICAL"
  })
  void aChangeOfAListedResourceIsReported(
      String service, String name, String parameter, String value, Severity severity)
      throws Exception {
    assertThat(severity(service, name, parameter, value)).contains(severity);
  }

  @ParameterizedTest
  @CsvSource({
    "kms, DisableKey, keyId, 99999999-2222-3333-4444-555555555555",
    "kms, Decrypt, keyId, 11111111-2222-3333-4444-555555555555",
    "kms, EnableKey, keyId, 11111111-2222-3333-4444-555555555555",
    "ses, DeleteEmailIdentity, emailIdentity, example.org"
  })
  void anotherResourceAndAnotherCallAreNot(
      String service, String name, String parameter, String value) throws Exception {
    assertThat(severity(service, name, parameter, value)).isEmpty();
  }

  private static Optional<Severity> severity(
      String service, String name, String parameter, String value) throws Exception {
    String record =
        """
        {"eventVersion": "1.11", "userIdentity": {"type": "IAMUser", "accountId": "111122223333"},
         "eventTime": "2026-03-14T02:17:45Z", "eventSource": "%s.amazonaws.com",
         "eventName": "%s", "eventID": "0c1d2e3f-0000-4000-8000-000000000001",
         "eventType": "AwsApiCall", "requestParameters": {"%s": "%s"}}
        """
            .formatted(service, name, parameter, value);
    return new Detector(AssumedRootSessionStore.inMemory(), CONFIGURATION.protectedResources())
        .detect(new CloudTrailReader().events(record).get(0))
        .map(it -> StandardRules.policy().judge(it).severity());
  }
}

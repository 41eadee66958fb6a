package io.rootmon.judge.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicPoliciesTest {
  private static final String POLICY = "{\"Statement\":[%s]}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Effect\":\"Allow\",\"Principal\":\"*\"}",
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"}}",
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"arn:aws:iam::111122223333:root\",\"*\"]}}",
        "{\"Principal\":\"*\",\"Effect\":\"Allow\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"}}}",
        "{\"Effect\":\"Allow\",\"NotPrincipal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"}}",
        "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Condition\":{\"StringNotEquals\":{\"aws:PrincipalOrgID\":\"o-a1b2c3d4e5\"}}}",
        "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Condition\":{\"StringLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:role/x\"}}}",
        "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Condition\":{\"StringEqualsIfExists\":{\"aws:SourceAccount\":\"111122223333\"}}}",
        "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"0.0.0.0/0\"}}}",
        "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":[\"192.0.2.0/24\",\"::/1\"]}}}",
        "{\"Effect\":\"Deny\",\"Principal\":\"*\"},{\"Effect\":\"Allow\",\"Principal\":\"*\"}",
      })
  void findsAStatementThatAllowsEveryone(String statement) {
    assertThat(PublicPolicies.grantEveryone(Map.of("policy", POLICY.formatted(statement))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}",
        "{\"Effect\":\"Deny\",\"NotPrincipal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"}}",
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"}}",
        "{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"sns.amazonaws.com\"}}",
        "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-a1b2c3d4e5\"}}}",
        "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Condition\":{\"StringLike\":{\"aws:PrincipalOrgPaths\":\"o-a1b2c3d4e5/r-ab12/*\"}}}",
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Condition\":{\"StringEquals\":{\"kms:CallerAccount\":\"111122223333\",\"kms:ViaService\":\"sqs.us-east-1.amazonaws.com\"}}}",
        "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":[\"192.0.2.0/24\",\"198.51.100.7\"]}}}",
      })
  void acceptsAStatementThatDeniesOrIsNarrowed(String statement) {
    assertThat(PublicPolicies.grantEveryone(Map.of("policy", POLICY.formatted(statement))))
        .isFalse();
  }

  @Test
  void readsAPolicyThatIsPartOfTheParameters() {
    String statement = "bucketPolicy.Statement[0].";
    assertThat(
            PublicPolicies.grantEveryone(
                Map.of(statement + "Effect", "Allow", statement + "Principal.AWS[1]", "*")))
        .isTrue();
    assertThat(
            PublicPolicies.grantEveryone(
                Map.of(statement + "Effect", "Deny", statement + "Principal", "*")))
        .isFalse();
    assertThat(PublicPolicies.grantEveryone(Map.of("principal", "*", "action", "lambda:Invoke")))
        .isTrue();
    assertThat(
            PublicPolicies.grantEveryone(
                Map.of("principal", "*", "principalOrgID", "o-a1b2c3d4e5")))
        .isFalse();
  }

  @Test
  void treatsACutPolicyAsPublicIfItAllowsEveryone() {
    String cut = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:";

    assertThat(PublicPolicies.grantEveryone(Map.of("policy", cut))).isTrue();
  }
}

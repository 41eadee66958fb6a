package io.rootmon.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "secretId",
        "SecretId",
        "secret_id",
        "secretid",
        "secretArn",
        "secretName",
        "secretType",
        "secretVersionId",
        "secretStatus",
        "minimumPasswordLength",
        "MinimumPasswordLength",
        "maxPasswordAge",
        "passwordReusePrevention",
        "passwordLastUsed",
        "passwordLastChanged",
        "passwordPolicy",
        "passwordResetRequired",
        "passwordUpdated",
        "tokenType",
        "tokenExpiration",
        "accessKeyId",
        "keyId",
        "kmsKeyId",
        "publicKey",
        "publicKeyMaterial",
        "sshPublicKey",
        "SSHPublicKeyId",
        "authorizationType",
        "authorizationScopes",
        "authorizerId",
        "sessionCredentialFromConsole",
        "credentialsFromConsole",
        "MFAUsed",
        "credentialReport",
        "signatureVersion",
        "signatureAlgorithm",
        "apiKeyId",
        "key",
        "keyName",
        "tagKey",
        "partitionKey",
        "passRole",
        "author",
        "authority",
        "compass",
        "sessionContext",
        "sessionIssuer",
        "secretsManager",
        "secretsManagerSecretArn",
        "webhookId",
        "cookieName",
        "MinimumPasswordAge",
        "accessTokenValidity",
        "spin",
        "mapping",
        "pinned",
        "description",
        "token.actions.githubusercontent.com:aud",
        "aws:TokenIssueTime",
        "certificate",
        "PARTITION_KEY",
        "KMS_KEY",
        "S3_OBJECT_KEY",
        "SSH_PUBLIC_KEY",
        "stripeKey",
        "shippingCode"
      })
  void leavesNamesThatDescribeASecretReadable(String name) {
    assertThat(SecretNames.isSecret(name)).isFalse();
  }

  @Test
  void recognizesTheNamesOfSecrets() {
    assertThat(PlantedSecrets.NAMES).allMatch(SecretNames::isSecret);
    assertThat(
            List.of(
                "nextToken",
                "clientRequestToken",
                "/prod/db/password",
                "DB_PASSWORD",
                "dbpwd_pwd",
                "secretValue",
                "secretAccessKeys",
                "oAuthTokens",
                "rdsMasterPassword2",
                "otpCode",
                "pgpass",
                "kubeconfig",
                "customerKey",
                "STRIPE_KEY",
                "SENDGRID_KEY_2",
                "pinCode",
                "cardPinNumber",
                "SAMLAssertion"))
        .allMatch(SecretNames::isSecret);
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-security-token, x amz security token",
    "APIKey2, api key",
    "/prod/db_password, db password",
    "[0], ''",
  })
  void cutsANameIntoWords(String name, String words) {
    assertThat(String.join(" ", SecretNames.split(name))).isEqualTo(words);
  }
}

package io.rootmon.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.rootmon.internal.json.JsonTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRedactorTest {
  /** The advice and the reasons of rules are redacted together with what they quote. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Root read a secret or a credential: whoever reads it can use it outside this account",
        "T1552.001 Unsecured Credentials: Credentials In Files",
        "The token: (not shown)",
        "password: (not shown), and more"
      })
  void leavesSentencesAndHiddenValuesAsTheyAre(String text) {
    assertThat(SecretRedactor.redact(text)).isEqualTo(text);
    assertThat(SecretRedactor.redact(SecretRedactor.redact(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"password: hunter2", "token: abcdefgh", "the password: Xk29-aa for it"})
  void hidesValuesThatAreNoSentence(String text) {
    assertThat(SecretRedactor.redact(text)).contains("(not shown)");
  }

  @Test
  void hidesEverySecretInValidJsonWhichStaysValid() {
    List<String> seen = new ArrayList<>();
    for (String name : PlantedSecrets.NAMES) {
      PlantedSecrets.shapes(name)
          .forEach(
              (shape, members) -> {
                String json = "{\"eventName\":\"X\"," + members + ",\"last\":{\"n\":1}}";
                String clean = SecretRedactor.redact(json);
                if (clean.contains(PlantedSecrets.MARK)) {
                  seen.add(shape + " of " + name + ": " + clean);
                }
                assertThatCode(() -> JsonTree.read("redacted", clean))
                    .as(json + "\n" + clean)
                    .doesNotThrowAnyException();
                assertThat(clean)
                    .startsWith("{\"eventName\":\"X\",")
                    .endsWith(",\"last\":{\"n\":1}}");
              });
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void hidesEverySecretInTextThatIsCutOffAnywhere() {
    List<String> seen = new ArrayList<>();
    for (String members : PlantedSecrets.all()) {
      String json = "{\"eventName\":\"X\"," + members;
      for (int end = json.indexOf(PlantedSecrets.MARK) + 6; end <= json.length(); end += 7) {
        String text = json.substring(0, end);
        boolean lacksName = members.contains("parameterValue");
        if (!lacksName && SecretRedactor.redact(text).contains(PlantedSecrets.MARK)) {
          seen.add(text + " -> " + SecretRedactor.redact(text));
        }
      }
    }
    assertThat(seen).isEmpty();
  }

  @Test
  void hidesEverySecretInsideABodyThatIsBroken() {
    List<String> seen = new ArrayList<>();
    for (String members : PlantedSecrets.all()) {
      String json = "{\"a\":1," + members + ",\"z\":2}";
      String quoted = json.replace("\\", "\\\\").replace("\"", "\\\"");
      for (String text :
          List.of(
              "junk " + json + " junk",
              json.substring(1),
              "[" + json + "," + json,
              "{\"Message\":\"" + quoted + "\",,",
              "{\"Message\":\"" + quoted,
              quoted,
              json.replace("\"a\":1", "\"a\":[}"),
              "# " + json + "}}}}]]")) {
        String clean = SecretRedactor.redact(text);
        if (clean.contains(PlantedSecrets.MARK)) {
          seen.add(text + " -> " + clean);
        }
      }
    }
    assertThat(seen).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN RSA PRIVATE KEY-----\\nMIIS3CR3T\\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----\\nMIIS3CR3T",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiS3CR3TMTIzNDU2Nzg5MCJ9.abcS3CR3T",
        "IQoJb3JpZ2luX2VjEAoaCXVzS3CR3TLWVhc3QtMSJHMEUCIQDxyz1234567890ab",
        "FwoGZXIvYXdzEBYaDKS3CR3T0123456789abcdefghijkl//////////AA==",
        "https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=S3CR3T",
        "https%3A%2F%2Fb%3Fx%3D1%26X-Amz-Signature%3DS3CR3T%26y%3D2",
        "https://alice:S3CR3T@git.example/x.git",
        "Bearer abcS3CR3T123",
        "Authorization: Basic dXNlcjpS3CR3T",
        "Authorization: Digest username=x, response=S3CR3T",
        "ghp_S3CR3T0123456789abcdefghijklmnopqr",
        "xoxb-1234567890-S3CR3Tabcdef",
        "sk_live_S3CR3T0123456789",
        "AIzaS3CR3T-0123456789abcdefghijklmnop",
        "https://hooks.slack.com/services/T0/B0/S3CR3T",
        "wJalrXUtnFEMI/K7MDENG/bPxRfS3CR3TEXAMPLE",
        "Server=db;User=x;Password=S3CR3T;Database=y",
        "PGPASSWORD=S3CR3T psql",
        "mysql --password S3CR3T -h db",
        "mysql -u root -pS3CR3T -h db",
        "mysqldump -h db -p'S3CR3T' orders",
        "sshpass -p S3CR3T ssh host",
        "docker login -u x -p S3CR3T registry",
        "redis-cli -h db -a S3CR3T",
        "curl -u ann:S3CR3T x",
        "export STRIPE_KEY=S3CR3T",
        "password: 'S3CR3T and more S3CR3T'",
      })
  void hidesSecretsByTheirFormUnderAnyName(String value) {
    String clean = SecretRedactor.redact("{\"note\":\"" + value + "\"}");

    assertThat(clean).doesNotContain(PlantedSecrets.MARK).contains("(not shown)").endsWith("\"}");
    assertThatCode(() -> JsonTree.read("redacted", clean)).doesNotThrowAnyException();
    assertThat(SecretRedactor.redact(value.replace("\\n", "\n")))
        .doesNotContain(PlantedSecrets.MARK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"secretId\":\"prod/db\",\"minimumPasswordLength\":4,\"maxPasswordAge\":90}",
        "{\"passwordReusePrevention\":24,\"passwordLastUsed\":\"2026-03-01\"}",
        "{\"secretArn\":\"arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-a1b2c3\"}",
        "arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-a1b2c3",
        "{\"secret\":\"arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-a1b2c3\"}",
        "is not authorized to perform: secretsmanager:GetSecretValue on resource: x",
        "{\"accessKeyId\":\"ASIAIOSFODNN7EXAMPLE\",\"keyId\":\"alias/x\",\"publicKey\":\"ssh\"}",
        "{\"publicKeyMaterial\":\"abc\",\"authorizationType\":\"AWS_IAM\",\"tokenType\":\"x\"}",
        "{\"sessionCredentialFromConsole\":\"true\",\"passwordResetRequired\":false}",
        "{\"MFAUsed\":\"No\",\"PasswordUpdated\":\"Success\",\"secretName\":\"n\"}",
        "{\"credentials\":{\"accessKeyId\":\"ASIAIOSFODNN7EXAMPLE\",\"expiration\":\"Mar 1, 2026, 3:12:44 AM\"}}",
        "{\"password\":\"HIDDEN_DUE_TO_SECURITY_REASONS\"}",
        "{\"token.actions.githubusercontent.com:sub\":\"repo:evil/*\"}",
        "{\"aws:TokenIssueTime\":\"2026-03-01T00:00:00Z\"}",
        "{\"name\":\"prod\",\"value\":\"x\",\"key\":\"Name\"}",
        "{\"eventSource\":\"secretsmanager.amazonaws.com\",\"eventName\":\"GetSecretValue\"}",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0",
        "aws-cli/2.15.0 Python/3.11.6 Linux/5.10.0 exe/x86_64.amzn.2023 prompt/off command/iam.get-user",
        "arn:aws:sts::111122223333:assumed-role/OrganizationAccountAccessRole/alice@example.com",
        "{\"policyDocument\":\"{\\\"Statement\\\":[{\\\"Action\\\":\\\"*\\\"}]}\"}",
        "-----BEGIN CERTIFICATE-----\\nMIIabc\\n-----END CERTIFICATE-----",
        "Bearer authentication is required, Basic support only",
        "mysql -h db -P 3306; mkdir -p /data/mysql; docker run -p 80:80 mysql",
        "mysql -h db -p",
        "{\"name\":\"x\",\"value\":\"y\",\"type\":\"String\"}",
        "{\"environment\":{\"variables\":{\"S3_OBJECT_KEY\":\"a/b\",\"KMS_KEY\":\"alias/x\"}}}",
        "The security token included in the request is invalid",
      })
  void leavesHarmlessTextAsItIs(String text) {
    assertThat(SecretRedactor.redact(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"password":12345,"x":1}      | {"password":"(not shown)","x":1}
          {"password":[1,2],"x":1}      | {"password":["(not shown)","(not shown)"],"x":1}
          {"name":"x","value":"abc","type":"SecureString"} | {"name":"x","value":"(not shown)","type":"SecureString"}
          {"type":"SecureString","name":"x","value":"abc"} | {"type":"SecureString","name":"x","value":"(not shown)"}
          {"variables":{"STRIPE_KEY":"abc","A":"b"}} | {"variables":{"STRIPE_KEY":"(not shown)","A":"b"}}
          {"accessKey":"abc123"}        | {"accessKey":"(not shown)"}
          {"accessKey":{"status":"On"}} | {"accessKey":{"status":"On"}}
          {"token":null,"x":true}       | {"token":null,"x":true}
          {"a":"b","pass\\u0077ord":"y"} | {"a":"b","pass\\u0077ord":"(not shown)"}
          password":"abc","x":"y"}      | password":"(not shown)","x":"y"}
          """)
  void hidesOnlyTheValue(String text, String clean) {
    assertThat(SecretRedactor.redact(text)).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "\\",
        "\\\"",
        "{",
        "[",
        "{\"a\":",
        "a=",
        "name=x,",
        "a:b",
        "password=",
        "password",
        "<password",
        "'password':",
        "\"password\":\"",
        "-----BEGIN X ",
        "-----BEGIN CERTIFICATE\"",
        "eyJ-",
        "IQoJ-",
        "://a:b@",
        "Bearer ",
        "--password ",
        "mysql -",
        "mysql ",
        "curl -u a ",
        "%3D",
        "\",\"",
        "a ",
        "a",
        "=",
        "0Aa/"
      })
  void runsInLinearTime(String filling) {
    String text = filling.repeat(250_000 / filling.length());

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          SecretRedactor.redact(text);
          SecretRedactor.redact(
              "{\"x\":\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
        });
  }
}

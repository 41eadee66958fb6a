package io.rootmon.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON that no service writes, and that must not hide what root did all the same. */
class DuplicateNamesTest {
  private static final String HEAD =
      "\"eventName\":\"ListBuckets\",\"eventTime\":\"2026-03-14T02:00:00Z\",";
  private static final String ROOT = "\"userIdentity\":{\"type\":\"Root\"}";

  private final CloudTrailReader reader = new CloudTrailReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        ROOT + ",\"userIdentity\":{\"accountId\":\"111122223333\"}",
        ROOT + ",\"userIdentity\":null",
        ROOT + ",\"userIdentity\":{}",
        ROOT + ",\"eventName\":[]",
        "\"userIdentity\":null," + ROOT
      })
  void checksEveryValueOfARepeatedName(String members) throws Exception {
    assertThat(identity("{" + HEAD + members + "}")).isEqualTo("Root");
    assertThat(identity(enveloped("{" + HEAD + members + "}"))).isEqualTo("Root");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ROOT + ",\"userIdentity\":{\"type\":\"IAMUser\"}",
        "\"userIdentity\":{\"type\":\"Root\",\"type\":\"IAMUser\"}",
        "\"userIdentity\":{\"type\":\"Root\",\"type\":null}",
        "\"userIdentity\":\"{type=Root, arn=x}\",\"userIdentity\":\"{type=IAMUser, arn=x}\"",
        "\"userIdentity\":\"{type=Root, arn=x}\",\"userIdentity\":null",
        "\"userIdentity\":{\"arn\":\"arn:aws:iam::111122223333:root\",\"arn\":\"x\"}",
        "\"userIdentity\":\"{\\\"type\\\":\\\"Root\\\",\\\"type\\\":\\\"IAMUser\\\"}\""
      })
  void aSecondValueDoesNotHideRoot(String members) throws Exception {
    assertThat(identity("{" + HEAD + members + "}")).isEqualTo("Root");
    assertThat(identity(enveloped("{" + HEAD + members + "}"))).isEqualTo("Root");
    assertThat(identity("{\"messageId\":\"m\",\"body\":{" + HEAD + members + "}}"))
        .isEqualTo("Root");
  }

  @Test
  void reportsTwoSpellingsOfAnIdentityOfWhichOneIsRoots() {
    assertThat(
            RecordFormats.outcomes(
                reader.read(
                    "{"
                        + HEAD
                        + "\"useridentity\":{\"type\":\"IAMUser\"},\"user_identity\":{\"type\":\"Root\"}}")))
        .singleElement()
        .asString()
        .contains("of the root user, beside useridentity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"detail\":%s,%s}", "{\"messageId\":\"m\",\"body\":{\"detail\":%s,%s}}"})
  void reportsTwoDetailsOfWhichOneIsRoots(String form) {
    String user = "{" + HEAD + "\"userIdentity\":{\"type\":\"IAMUser\"}}";
    String second =
        "\"detail\":"
            + user
            + ",\"detail-type\":\"AWS API Call via CloudTrail\",\"source\":\"aws.s3\"";

    assertThat(RecordFormats.outcomes(reader.read(form.formatted("{" + HEAD + ROOT + "}", second))))
        .singleElement()
        .asString()
        .contains("detail: expected one detail but found 2");
  }

  @Test
  void aRepeatedValueCountsOnce() throws Exception {
    String often = ",\"x\":1".repeat(EventFields.MAX_SIZE + 1);

    assertThat(identity("{" + HEAD + "\"y\":0" + often + "," + ROOT + "}")).isEqualTo("Root");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"messageId\":\"m\",\"body\":%s}", "{\"Sns\":{\"Message\":%s}}"})
  void anEmptyNameDoesNotHideAnotherName(String message) throws Exception {
    String record = "{" + HEAD + "\"userIdentity\":{\"type\":\"Root\",\"\":\"x\"}}";

    assertThat(identity(record)).isEqualTo("Root");
    assertThat(identity(message.formatted(record))).isEqualTo("Root");
  }

  @Test
  void parsesAJsonTextNamedDetail() throws Exception {
    String parameters = "\"{\\\"detail\\\":{\\\"enable\\\":false},\\\"x\\\":1}\"";
    CloudTrailEvent event =
        reader.events("{" + HEAD + ROOT + ",\"requestParameters\":" + parameters + "}").get(0);

    assertThat(event.requestParameters().values())
        .containsEntry("detail.enable", "false")
        .containsEntry("x", "1");
  }

  @Test
  void aPathIsMeasuredWithItsFirstName() throws Exception {
    String name = "n".repeat(9_000);
    String text = "\"{\\\"" + name + "\\\":[1,1]}\"";
    CloudTrailEvent event =
        reader.events("{" + HEAD + ROOT + ",\"requestParameters\":" + text + "}").get(0);

    assertThat(event.requestParameters().values().keySet())
        .allSatisfy(it -> assertThat(it).hasSizeLessThan(3_000));
  }

  private static String enveloped(String record) {
    return "{\"detail-type\":\"AWS API Call via CloudTrail\",\"source\":\"aws.s3\",\"detail\":"
        + record
        + "}";
  }

  private String identity(String json) throws MalformedEventException {
    return reader.events(json).get(0).identity().type();
  }
}

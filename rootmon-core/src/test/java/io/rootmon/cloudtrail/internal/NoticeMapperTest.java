package io.rootmon.cloudtrail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import org.junit.jupiter.api.Test;

/** Events that AWS services send to EventBridge without CloudTrail. */
class NoticeMapperTest {
  @Test
  void copiesOfANoticeFromTwoRegionsAreOneEvent() throws Exception {
    CloudTrailEvent first = event(health("us-east-1", "AWS_RISK_CREDENTIALS_EXPOSED", ""));
    CloudTrailEvent copy = event(health("us-west-2", "AWS_RISK_CREDENTIALS_EXPOSED", ""));

    assertThat(copy.id()).isEqualTo(first.id());
    assertThat(first.hasOwnId()).isFalse();
    assertThat(first.requestParameters().text("accessKeyId")).contains("AKIAEXAMPLEKEY00001");
  }

  @Test
  void aNoticeOfADelegatedAdministratorIsAboutTheAffectedAccount() throws Exception {
    String notice =
        health(
            "us-east-1", "AWS_RISK_CREDENTIALS_EXPOSED", "\"affectedAccount\": \"777788889999\",");

    assertThat(event(notice).account())
        .hasValueSatisfying(it -> assertThat(it.value()).isEqualTo("777788889999"));
  }

  @Test
  void aNoticeThatMentionsRootDoesNotNameAUserAsTheOwner() throws Exception {
    String text =
        "\"eventDescription\": [{\"latestDescription\":"
            + " \"arn:aws:iam::444455556666:user/alice or the root user\"}],";

    assertThat(
            event(health("us-east-1", "AWS_RISK_CREDENTIALS_EXPOSED", text))
                .requestParameters()
                .text("userName"))
        .isEmpty();
  }

  @Test
  void anOperationalNoticeOfAwsHealthIsSkipped() throws Exception {
    assertThat(new CloudTrailReader().events(health("us-east-1", "AWS_EC2_OPERATIONAL_ISSUE", "")))
        .isEmpty();
  }

  @Test
  void aRegionStatusWithoutARegionIsMalformed() {
    String event =
        """
        {"version": "0", "id": "1", "detail-type": "Region Opt-In Status Change",
         "source": "aws.account", "account": "444455556666", "time": "2026-05-11T03:12:09Z",
         "region": "us-east-1", "detail": {"accountId": "444455556666", "status": "ENABLED"}}
        """;

    assertThatThrownBy(() -> new CloudTrailReader().events(event))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageContaining("detail.regionName");
  }

  private static CloudTrailEvent event(String json) throws MalformedEventException {
    return new CloudTrailReader().events(json).get(0);
  }

  private static String health(String region, String code, String more) {
    return """
        {"version": "0", "id": "%1$s", "detail-type": "AWS Health Event", "source": "aws.health",
         "account": "444455556666", "time": "2026-05-11T04:21:00Z", "region": "%1$s",
         "resources": [], "detail": {%3$s
           "eventArn": "arn:aws:health:us-east-1::event/RISK/%2$s/0c1d2e3f", "service": "RISK",
           "eventTypeCode": "%2$s", "affectedEntities": [{"entityValue": "AKIAEXAMPLEKEY00001"}]}}
        """
        .formatted(region, code, more);
  }
}

package io.rootmon.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.account.AccountId;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import org.junit.jupiter.api.Test;

class DetectorTest {
  private static final String ASSUME_ROOT =
      """
      {"eventID":"1","eventTime":"2026-03-14T02:00:00Z","eventSource":"sts.amazonaws.com",
       "eventName":"AssumeRoot","awsRegion":"us-east-1",
       "userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::999988887777:assumed-role/Audit/alice"},
       "requestParameters":{"targetPrincipal":"111122223333",
         "taskPolicyArn":{"arn":"arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials"}},
       "responseElements":{"credentials":{"accessKeyId":"ASIACENTRAL"}}}
      """;

  private final Detector detector = new Detector();

  /** AWS's own sample of such a call lacks assumedRoot: only the access key tells. */
  @Test
  void joinsAFollowUpEventWithItsAssumeRootByAccessKey() throws Exception {
    detector.detect(event(ASSUME_ROOT));

    RootActivity activity =
        detector.detect(event(followOn("02:14:59", "ASIACENTRAL"))).orElseThrow();

    assertThat(activity.kind()).isEqualTo(ActivityKind.ASSUMED_ROOT);
    assertThat(activity.actor()).isEqualTo("arn:aws:sts::999988887777:assumed-role/Audit/alice");
    assertThat(activity.centralTask()).contains("IAMAuditRootUserCredentials");
    assertThat(activity.account()).contains(new AccountId("111122223333"));
    assertThat(activity.mfa()).isEqualTo(MfaUse.NOT_APPLICABLE);
  }

  @Test
  void anotherKeyOrAnotherTimeIsNotJoined() throws Exception {
    detector.detect(event(ASSUME_ROOT));

    assertThat(kind(followOn("02:05:00", "ASIAANOTHER"))).isEqualTo(ActivityKind.DIRECT);
    assertThat(kind(followOn("02:17:00", "ASIACENTRAL"))).isEqualTo(ActivityKind.DIRECT);
    assertThat(kind(followOn("01:55:00", "ASIACENTRAL"))).isEqualTo(ActivityKind.DIRECT);
  }

  @Test
  void aDeniedAssumeRootHandsOutNoSession() throws Exception {
    detector.detect(
        event(ASSUME_ROOT.replace("\"eventID\"", "\"errorCode\":\"AccessDenied\",\"eventID\"")));

    assertThat(kind(followOn("02:05:00", "ASIACENTRAL"))).isEqualTo(ActivityKind.DIRECT);
  }

  /** A member also accepts requests of its own organization, such as to enable all features. */
  @Test
  void onlyTheInvitationOfAnOrganizationMovesAnAccount() throws Exception {
    assertThat(kind(handshake("AssumedRole", "INVITE"))).isEqualTo(ActivityKind.ROOT_TARGETED);
    assertThat(detector.detect(event(handshake("AssumedRole", "APPROVE_ALL_FEATURES")))).isEmpty();
    RootActivity byRoot =
        detector.detect(event(handshake("Root", "APPROVE_ALL_FEATURES"))).orElseThrow();
    assertThat(byRoot.kind()).isEqualTo(ActivityKind.DIRECT);
    assertThat(byRoot.leavesOrganization()).isFalse();
  }

  private static String handshake(String identityType, String action) {
    return """
        {"eventID":"3","eventTime":"2026-03-14T02:00:00Z","eventName":"AcceptHandshake",
         "eventSource":"organizations.amazonaws.com","awsRegion":"us-east-1",
         "userIdentity":{"type":"%s","accountId":"111122223333"},
         "responseElements":{"handshake":{"action":"%s","state":"ACCEPTED"}}}
        """
        .formatted(identityType, action);
  }

  private ActivityKind kind(String json) throws MalformedEventException {
    return detector.detect(event(json)).orElseThrow().kind();
  }

  private static String followOn(String time, String key) {
    return """
        {"eventID":"2","eventTime":"2026-03-14T%sZ","eventSource":"iam.amazonaws.com",
         "eventName":"GetAccountSummary","readOnly":true,
         "userIdentity":{"type":"Root","accountId":"111122223333","accessKeyId":"%s",
           "sessionContext":{"attributes":{"mfaAuthenticated":"false"}}}}
        """
        .formatted(time, key);
  }

  private static CloudTrailEvent event(String json) throws MalformedEventException {
    return new CloudTrailReader().events(json).get(0);
  }
}

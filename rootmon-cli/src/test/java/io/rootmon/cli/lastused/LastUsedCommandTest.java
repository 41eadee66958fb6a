package io.rootmon.cli.lastused;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.cli.CommandResult;
import io.rootmon.cli.aws.FakeAwsServices;
import io.rootmon.cli.aws.FakeAwsServices.Answer;
import io.rootmon.cli.aws.FakeAwsServices.Call;
import io.rootmon.cli.aws.FakeAwsServices.Result;
import io.rootmon.internal.message.MessageSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LastUsedCommandTest {
  private static final String HEADER =
      "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,"
          + "password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,"
          + "access_key_1_last_used_date,access_key_1_last_used_region,"
          + "access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,"
          + "access_key_2_last_used_date,access_key_2_last_used_region,"
          + "access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,"
          + "cert_2_last_rotated\n";

  private final FakeAwsServices aws = new FakeAwsServices();
  private final List<Duration> waits = new CopyOnWriteArrayList<>();

  LastUsedCommandTest() throws IOException {
    aws.on("GenerateCredentialReport", call -> xml(call, "<State>COMPLETE</State>"))
        .on("GetCredentialReport", LastUsedCommandTest::report)
        .on("GetAccountSummary", LastUsedCommandTest::summary)
        .on("ListVirtualMFADevices", LastUsedCommandTest::virtualDevices);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void reportsTheOwnAccountFromTheCredentialReport() {
    Result ran = run();

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .isEqualTo(
            """
            +--------------+------+------------+----------+--------+---------+---------------+
            | account      | name | last used  | password | keys   | MFA     | CIS failed    |
            +--------------+------+------------+----------+--------+---------+---------------+
            | 999988887777 |      | 2026-03-14 | yes      | active | virtual | 1.4, 1.6, 1.7 |
            +--------------+------+------------+----------+--------+---------+---------------+

            CIS 1.4 failed in 1 account: no root access key exists
              999988887777
              Delete the key: sign in as root and open Security credentials, or, in a member account, \
            call AssumeRoot with IAMDeleteRootUserCredentials. Move what used it to a role first.

            CIS 1.6 failed in 1 account: root's MFA devices are hardware
              999988887777
              Register a security key or a hardware token for root and remove the authenticator app. \
            In a member account, delete the root password instead.

            CIS 1.7 failed in 1 account: root is not used for daily tasks
              999988887777
              Find out what root did: rootmon history or rootmon scan. Give those who need it a role, \
            or an AssumeRoot task, and keep the root password for emergencies.
            """);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(run("--recent-days=3").out()).contains("| 1.4, 1.6 ").doesNotContain("CIS 1.7");
  }

  @Test
  void waitsUntilIamHasMadeTheReport() {
    aws.on(
        "GenerateCredentialReport",
        call ->
            xml(
                call,
                "<State>"
                    + (aws.calls("GenerateCredentialReport").size() < 3 ? "STARTED" : "COMPLETE")
                    + "</State>"));

    assertThat(run("--format=json").out()).contains("\"lastUsed\" : \"2026-03-14T02:17:45Z\"");
    assertThat(waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2));
  }

  /** Through the role. An account without the role is reported, and the rest is read. */
  @Test
  void readsAllAccountsThroughARole() {
    aws.on(
        "AssumeRole",
        call ->
            call.parameter("RoleArn").equals("arn:aws:iam::444455556666:role/Audit")
                ? Answer.xmlError(403, "AccessDenied", "not authorized to perform sts:AssumeRole")
                : FakeAwsServices.session("AssumeRole", "111122223333"));

    Result ran = run("--all-accounts", "--role-name=Audit", "--format=csv");

    assertThat(ran.out().replace("\r", ""))
        .isEqualTo(
            """
            accountId,accountName,lastUsed,password,passwordLastUsed,activeKeys,\
            inactiveKeys,keysLastUsed,mfa,cis1.4,cis1.5,cis1.6,cis1.7,problem
            111122223333,payments-prod,never,no,never,0,0,,none,PASS,PASS,PASS,PASS,
            444455556666,sandbox,,,,,,,,,,,,assume arn:aws:iam::444455556666:role/Audit: \
            AccessDenied (403): not authorized to perform sts:AssumeRole. The role must exist and \
            trust the caller\\, and the caller needs sts:AssumeRole on it
            999988887777,management,2026-03-14T02:17:45Z,yes,2026-03-14T02:17:45Z,1,0,\
            2026-01-02T03:04:05Z,virtual,FAIL,PASS,FAIL,FAIL,
            """
                .replace("assume arn", "\"cannot assume arn")
                .replace("caller\\,", "caller,")
                .replace("AssumeRole on it", "AssumeRole on it\""));
    assertThat(ran.err())
        .contains(
            "rootmon: sandbox (444455556666): cannot assume arn:aws:iam::444455556666:role/Audit")
        .endsWith("rootmon: 1 account could not be read: the report is incomplete.\n");
    assertThat(ran.code()).isNotZero();
  }

  @Test
  void readsMemberAccountsThroughAssumeRoot() {
    aws.on(
            "GetLoginProfile",
            call ->
                call.account().equals("111122223333")
                    ? xml(
                        call,
                        "<LoginProfile><UserName>root</UserName><CreateDate>2020-01-01T00:00:00Z</CreateDate></LoginProfile>")
                    : Answer.xmlError(404, "NoSuchEntity", "no login profile"))
        .on(
            "GetUser",
            call ->
                xml(
                    call,
                    "<User><UserName>root</UserName><PasswordLastUsed>2025-05-06T07:08:09Z</PasswordLastUsed></User>"))
        .on(
            "ListAccessKeys",
            call ->
                xml(
                    call,
                    call.account().equals("111122223333")
                        ? "<AccessKeyMetadata><member><AccessKeyId>AKIAI44QH8DHBEXAMPLE</AccessKeyId><Status>Inactive</Status><CreateDate>2019-01-01T00:00:00Z</CreateDate></member></AccessKeyMetadata>"
                        : "<AccessKeyMetadata></AccessKeyMetadata>"))
        .on(
            "GetAccessKeyLastUsed",
            call ->
                xml(
                    call,
                    "<AccessKeyLastUsed><LastUsedDate>2026-03-01T00:00:00Z</LastUsedDate><ServiceName>s3</ServiceName><Region>eu-west-1</Region></AccessKeyLastUsed>"))
        .on(
            "ListMFADevices",
            call ->
                xml(
                    call,
                    call.account().equals("111122223333")
                        ? "<MFADevices><member><SerialNumber>arn:aws:iam::111122223333:u2f/root-account/key-EXAMPLE</SerialNumber></member></MFADevices>"
                        : "<MFADevices></MFADevices>"))
        .on("ListSigningCertificates", call -> xml(call, "<Certificates></Certificates>"));

    Result ran = run("--all-accounts", "--format=json");

    assertThat(ran.err()).isEmpty();
    MessageSchema.assertValid(ran.out());
    assertThat(ran.out())
        .contains(
            """
                "account" : {
                  "id" : "111122223333",
                  "name" : "payments-prod",
                  "owner" : null
                },
                "problem" : null,
                "lastUsed" : "2026-03-01T00:00:00Z",
                "lastUsedKnown" : true,
                "password" : {
                  "exists" : true,
                  "lastUsed" : "2025-05-06T07:08:09Z",
                  "lastUsedKnown" : true
                },
                "accessKeys" : [ {
                  "id" : "AKIAI44QH8DHBEXAMPLE",
                  "active" : false,
                  "created" : "2019-01-01T00:00:00Z",
                  "lastUsed" : "2026-03-01T00:00:00Z",
                  "lastUsedKnown" : true,
                  "service" : "s3",
                  "region" : "eu-west-1"
                } ],
                "mfa" : "HARDWARE",
            """)
        .contains("\"id\" : \"444455556666\"", "\"mfa\" : \"NONE\"");
    assertThat(aws.calls("AssumeRoot"))
        .hasSize(2)
        .allMatch(it -> it.region().equals("eu-west-1"))
        .allMatch(
            it ->
                it.parameter("TaskPolicyArn.arn")
                    .equals("arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials"));
    assertThat(aws.calls("GetCredentialReport").stream().map(Call::account))
        .containsExactly("999988887777");
  }

  /** The task policy may not allow GetUser: the time is unknown then, and so is CIS 1.7. */
  @Test
  void anUnknownTimeIsNotNever() {
    aws.on(
            "GetLoginProfile",
            call -> xml(call, "<LoginProfile><UserName>root</UserName></LoginProfile>"))
        .on("GetUser", call -> Answer.xmlError(403, "AccessDenied", "not allowed"))
        .on("ListAccessKeys", call -> xml(call, "<AccessKeyMetadata></AccessKeyMetadata>"))
        .on("ListMFADevices", call -> xml(call, "<MFADevices></MFADevices>"))
        .on("ListSigningCertificates", call -> xml(call, "<Certificates></Certificates>"));

    assertThat(run("--all-accounts").out())
        .contains(
            "| 111122223333 | payments-prod | unknown    | yes      | none   | none    | 1.5, 1.6, 1.7 (unknown) |");
  }

  @Test
  void reportsMembersThatAssumeRootCannotReach() {
    aws.on("AssumeRoot", call -> Answer.xmlError(403, "AccessDenied", "not enabled"));

    Result ran = run("--all-accounts", "--format=csv");

    assertThat(ran.code()).isNotZero();
    assertThat(ran.err())
        .contains(
            "rootmon: sandbox (444455556666): cannot assume root of 444455556666: AccessDenied (403)")
        .contains("enable central root credentials management")
        .endsWith("rootmon: 2 accounts could not be read: the report is incomplete.\n");
    assertThat(ran.out()).contains("999988887777,management,2026-03-14T02:17:45Z,yes");
  }

  @Test
  void namesTheMissingPermission() {
    aws.on("GetAccountSummary", call -> Answer.xmlError(403, "AccessDenied", "no"));

    assertThat(run().err())
        .startsWith(
            "rootmon: 999988887777: cannot read IAM's credential report: AccessDenied (403): no. Allow"
                + " iam:GenerateCredentialReport, iam:GetCredentialReport,");
  }

  @Test
  void refusesUnusableOptions() {
    CommandResult ran = CommandResult.rootmon("last-used", "--recent-days", "0");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).isEqualTo("rootmon: --recent-days 0 is out of range. Use 1 to 3,650.\n");
  }

  private Result run(String... arguments) {
    return aws.run(terminal -> new LastUsedCommand(terminal, waits::add), arguments);
  }

  private static Answer xml(Call call, String result) {
    return Answer.xml(call.operation(), result);
  }

  /** The own account has all that it should not have; the others have no root credentials. */
  private static Answer report(Call call) {
    boolean isOwn = call.account().equals(FakeAwsServices.OWN);
    String row =
        "<root_account>,arn:aws:iam::"
            + call.account()
            + ":root,2020-01-01T00:00:00+00:00,not_supported,"
            + (isOwn
                ? "2026-03-14T02:17:45+00:00,not_supported,not_supported,true,true,"
                    + "2024-01-01T00:00:00+00:00,2026-01-02T03:04:05+00:00,us-east-1,s3,"
                : "no_information,not_supported,not_supported,false,false,N/A,N/A,N/A,N/A,")
            + "false,N/A,N/A,N/A,N/A,false,N/A,false,N/A\n";
    String user =
        "dana,arn:aws:iam::1:user/dana,2020-01-01T00:00:00+00:00,true,no_information,N/A,N/A,"
            + "false,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A\n";
    String csv = HEADER + user + row;
    return xml(
        call,
        "<Content>"
            + Base64.getEncoder().encodeToString(csv.getBytes(StandardCharsets.UTF_8))
            + "</Content><ReportFormat>text/csv</ReportFormat>"
            + "<GeneratedTime>2026-03-20T11:00:00Z</GeneratedTime>");
  }

  private static Answer summary(Call call) {
    boolean isOwn = call.account().equals(FakeAwsServices.OWN);
    Map<String, Integer> values =
        Map.of(
            "AccountMFAEnabled", isOwn ? 1 : 0,
            "AccountAccessKeysPresent", isOwn ? 1 : 0,
            "AccountPasswordPresent", isOwn ? 1 : 0,
            "AccountSigningCertificatesPresent", 0);
    StringBuilder map = new StringBuilder("<SummaryMap>");
    values.forEach(
        (name, value) ->
            map.append("<entry><key>%s</key><value>%d</value></entry>".formatted(name, value)));
    return xml(call, map.append("</SummaryMap>").toString());
  }

  private static Answer virtualDevices(Call call) {
    return xml(
        call,
        "<VirtualMFADevices><member><SerialNumber>arn:aws:iam::%s:mfa/phone</SerialNumber><User><Arn>arn:aws:iam::%s:root</Arn></User></member></VirtualMFADevices>"
            .formatted(call.account(), call.account()));
  }
}

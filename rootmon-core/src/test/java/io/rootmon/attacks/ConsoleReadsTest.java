package io.rootmon.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootmon.judge.Finding;
import io.rootmon.judge.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads of the console, without {@code readOnly} or with a wrong one. */
class ConsoleReadsTest {
  private static final List<String> PAYS_A_BILL =
      List.of(
          "billingconsole AWSPaymentPortalService.DescribePaymentsDashboard",
          "billingconsole AWSPaymentPortalService.GetAccountPreferences",
          "billingconsole AWSPaymentPreferenceGateway.Get",
          "billingconsole FindPaymentInstruments",
          "payments PaymentPortal_GetAccountIssuerDetails",
          "payments Preferences_GetPreferredCurrency",
          "payments Policy_GetExchangeRate",
          "support-console CreateCaseDraft");

  private static final List<String> WITHOUT_READ_ONLY =
      List.of(
          "events TestEventPattern",
          "logs TestMetricFilter",
          "trustedadvisor RefreshCheck",
          "rds DownloadDBLogFilePortion",
          "swf CountOpenWorkflowExecutions",
          "logs FilterLogEvents",
          "cloudshell SendHeartBeat",
          "monitoring getMetricWidgetImage",
          "x listDomains",
          "logs StartQuery",
          "cloudtrail StartQuery",
          "iam GenerateCredentialReport",
          "iam GenerateServiceLastAccessedDetails",
          "q StartConversation",
          "q SendMessage");

  /** Calls of the same list that do more than read. */
  private static final List<String> MORE_THAN_READS =
      List.of(
          "ses VerifyEmailAddress",
          "email VerifyEmailIdentity",
          "cloudshell startEnvironment",
          "cloudshell CreateSession",
          "cloudshell RedeemCode",
          "cloudshell PutCredentials",
          "kms Decrypt");

  private static final List<String> MARKED_AS_CHANGES =
      List.of(
          "ce ListCostAllocationTags",
          "dynamodb DescribeContributorInsights",
          "securityhub GetUsage",
          "ec2 SearchTransitGatewayRoutes",
          "trustedadvisor DescribeChecks");

  @Test
  void classifiesReadsWithoutReadOnly() {
    assertThat(high(PAYS_A_BILL, "")).isEmpty();
    assertThat(high(WITHOUT_READ_ONLY, "")).isEmpty();
    assertThat(high(PAYS_A_BILL, ",\"readOnly\":false")).isEmpty();
    assertThat(high(MARKED_AS_CHANGES, ",\"readOnly\":false")).isEmpty();
    AttackTable.row("C-10", "root pays a bill, 8 console reads", "8 HIGH", "0 HIGH");
    AttackTable.row(
        "C-11", "29 console calls without readOnly", "29 HIGH", "6 HIGH, each more than a read");
    AttackTable.row("C-12", "13 reads with readOnly false", "13 HIGH", "0 HIGH");
  }

  @Test
  void callsThatDoMoreThanReadStayHigh() {
    assertThat(high(MORE_THAN_READS, "")).hasSameSizeAs(MORE_THAN_READS);
    assertThat(high(MORE_THAN_READS, ",\"readOnly\":true")).hasSameSizeAs(MORE_THAN_READS);
  }

  @Test
  void aChangeMarkedAsAReadStaysAChange() {
    assertThat(
            high(
                List.of(
                    "ec2 TerminateInstances",
                    "lambda UpdateFunctionCode20150331v2",
                    "cloudfront CreateDistribution2020_05_31",
                    "s3 DeleteBucket",
                    "route53domains TransferDomain"),
                ",\"readOnly\":true"))
        .hasSize(5);
  }

  private static List<String> high(List<String> calls, String more) {
    return calls.stream().filter(it -> isHigh(it, more)).toList();
  }

  private static boolean isHigh(String call, String more) {
    String[] parts = call.split(" ", -1);
    Finding finding =
        RootRecords.person().judged(parts[0] + ".amazonaws.com", parts[1], RootRecords.BEGIN, more);
    return finding.severity() == Severity.HIGH;
  }
}

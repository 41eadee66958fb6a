package io.rootmon.render;

import io.rootmon.account.Account;
import io.rootmon.account.AccountId;
import io.rootmon.alert.Alert;
import io.rootmon.alert.Fact;
import io.rootmon.alert.Link;
import io.rootmon.cloudtrail.CloudTrailEvent;
import io.rootmon.cloudtrail.CloudTrailReader;
import io.rootmon.cloudtrail.MalformedEventException;
import io.rootmon.detect.Detector;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Finding;
import io.rootmon.judge.Rule.Technique;
import io.rootmon.judge.Severity;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Alerts as they are made, and as they must never be made. */
public final class ExampleAlerts {
  /** Everything by which a string could become more than a string. */
  public static final String HOSTILE =
      "<script>alert(1)</script> <!channel> <@U012> <https://evil.example|Sign in> ${7*7} #{7*7}"
          + " <#assign x=1> <@macro/> & &amp; \" ' ` *bold* \r\n.\r\nSubject: forged\n\n- forged"
          + " \u202Egnp.exe \u0000\u001b[31m\u200b javascript:alert(1) https://evil.example/ 💥";

  private static final Instant TIME = Instant.parse("2026-03-01T03:12:44Z");
  private static final String EVENT_ID = "5f0c3a52-7e1b-4a55-9d5e-2f6f0f3f7b10";

  private ExampleAlerts() {}

  /** The alert about a sign-in of root without MFA. */
  public static Alert signIn() {
    return with(
        Severity.CRITICAL,
        "Root signed in to payments-prod (111122223333) without MFA from 203.0.113.7");
  }

  public static Alert with(Severity severity, String headline) {
    return new Alert(
        EVENT_ID,
        TIME,
        severity,
        headline,
        account("payments-prod"),
        Optional.of(finding(severity, "no second factor was asked for at sign-in")),
        List.of(
            new Fact("Account", "payments-prod (111122223333), owned by payments@example.com"),
            new Fact("Who", "root, at the console"),
            new Fact("What", "ConsoleLogin (signin.amazonaws.com), succeeded"),
            new Fact("MFA", "without MFA"),
            new Fact("From", "203.0.113.7"),
            new Fact("When", "2026-03-01 03:12:44 UTC"),
            new Fact("Region", "us-east-1"),
            new Fact("With", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36")),
        List.of(
            "root signed in to the console and no second factor was asked for",
            "whoever has the password now holds the whole account"),
        List.of(
            "Ask the owner, payments@example.com, whether they signed in from 203.0.113.7 just now.",
            "If nobody can say so: reset root's password from its mailbox and sign out all sessions.",
            "Register two MFA devices for root, then review what it did since 03:12 UTC.",
            "Search CloudTrail in us-east-1 for further acts from 203.0.113.7."),
        List.of(
            link(
                "Open the event in CloudTrail",
                "https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/"
                    + EVENT_ID),
            link(
                "AWS: MFA for the root user",
                "https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html"),
            link("MITRE ATT&CK T1078.004", "https://attack.mitre.org/techniques/T1078/004/")),
        List.of(
            new Fact("eventName", "ConsoleLogin"),
            new Fact("eventSource", "signin.amazonaws.com"),
            new Fact("userIdentity.type", "Root"),
            new Fact("userIdentity.arn", "arn:aws:iam::111122223333:root"),
            new Fact("sourceIPAddress", "203.0.113.7"),
            new Fact("additionalEventData.MFAUsed", "No"),
            new Fact("responseElements.ConsoleLogin", "Success"),
            new Fact("eventID", EVENT_ID)),
        List.of());
  }

  /** The alert about a message that could not be read. */
  public static Alert unreadable() {
    return new Alert(
        "unreadable-1",
        TIME,
        Severity.HIGH,
        "A message could not be read: detail.eventTime: expected an instant but was 'yesterday'",
        Account.UNKNOWN,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of("Read the message below by hand."),
        List.of(),
        List.of(new Fact("message", "{\"detail\":{\"eventTime\":\"yesterday\"}}")),
        List.of());
  }

  /** Every text the given one, every list long. */
  public static Alert all(String text, int items) {
    List<String> texts = Collections.nCopies(items, text);
    List<Fact> facts = Collections.nCopies(items, new Fact(text, text));
    return new Alert(
        text,
        TIME,
        Severity.HIGH,
        text,
        account(text),
        Optional.of(finding(Severity.HIGH, text)),
        facts,
        texts,
        texts,
        List.of(
            link(text, "javascript:alert(1)"),
            link(text, "data:text/html,x"),
            link(text, "https://docs.aws.amazon.com/a?b=c&d=e"),
            link(text, "https://example.com/" + "a".repeat(100_000))),
        facts,
        List.of(text));
  }

  private static Account account(String name) {
    AccountId id = new AccountId("111122223333");
    return new Account(Optional.of(id), Optional.of(name), Optional.of(name));
  }

  private static Link link(String label, String address) {
    return new Link(label, URI.create(address));
  }

  private static Finding finding(Severity severity, String text) {
    return new Finding(
        activity(),
        severity,
        text.equals(HOSTILE) ? text : "root.console.no-mfa",
        List.of(text),
        new Technique("T1078.004", "Valid Accounts: Cloud Accounts"),
        Optional.empty(),
        List.of(text),
        URI.create("https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html"));
  }

  private static RootActivity activity() {
    String json =
        """
        {"eventID": "5f0c3a52-7e1b-4a55-9d5e-2f6f0f3f7b10", "eventTime": "2026-03-01T03:12:44Z",
         "eventName": "ConsoleLogin", "eventSource": "signin.amazonaws.com",
         "userAgent": "<script> <!channel>",
         "userIdentity": {"type": "Root", "accountId": "111122223333"}}
        """;
    try {
      CloudTrailEvent event = new CloudTrailReader().events(json).get(0);
      return new Detector().detect(event).orElseThrow();
    } catch (MalformedEventException e) {
      throw new IllegalStateException(e);
    }
  }
}

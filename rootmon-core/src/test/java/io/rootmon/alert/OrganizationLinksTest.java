package io.rootmon.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rootmon.account.Account;
import io.rootmon.cases.CaseFiles;
import io.rootmon.detect.Detector;
import io.rootmon.internal.alert.AlertFactory;
import io.rootmon.internal.config.ConfigurationDocument;
import io.rootmon.judge.Finding;
import io.rootmon.judge.rules.StandardRules;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationLinksTest {
  private static final String PORTAL = "https://d-1234567890.awsapps.com/start";

  @Test
  void leadIntoTheAccountToTheEventAndToTheRunbook() {
    OrganizationLinks links =
        links(PORTAL, "Audit role", "https://example.com/{kind}/{rule}?a={account}#x");
    List<Link> shown = shown(links, "critical/root.sign-in.without-mfa.json");

    assertThat(shown)
        .extracting(Link::label)
        .startsWith("View in CloudTrail", "Sign in to the account", "Runbook", "AWS guidance");
    String event = shown.get(0).address().toString();
    assertThat(shown.get(1).address().toString())
        .startsWith(
            PORTAL
                + "/#/console?account_id=111122223333&role_name=Audit%20role&destination=https%3A%2F%2F")
        .endsWith(java.net.URLEncoder.encode(event, java.nio.charset.StandardCharsets.UTF_8));
    assertThat(shown.get(2).address())
        .hasToString("https://example.com/direct/root.sign-in.without-mfa?a=111122223333#x");
  }

  @Test
  void anAccountIsEnteredWithoutTheEventThatIsElsewhere() {
    List<Link> shown =
        shown(
            new OrganizationLinks(
                Optional.of(URI.create(PORTAL + "/#/")), Optional.empty(), Optional.empty()),
            "low/central.session.audit.json");

    assertThat(shown)
        .filteredOn(it -> it.label().equals("Sign in to the account"))
        .extracting(it -> it.address().toString())
        .containsExactly(PORTAL + "/#/console?account_id=111122223333");
  }

  @Test
  void showsNoneWhenNoneAreConfigured() {
    assertThat(shown(OrganizationLinks.NONE, "critical/root.sign-in.without-mfa.json"))
        .extracting(Link::label)
        .doesNotContain("Sign in to the account", "Runbook");
  }

  @Test
  void leadToTheConfiguredPageOfTheRule() {
    OrganizationLinks links =
        ConfigurationDocument.parse(
                "rootmon.json",
                "{\"links\": {\"rulePages\": \"https://docs.example.com/rootmon/rules/\"}}")
            .links();

    assertThat(shown(links, "critical/root.sign-in.without-mfa.json"))
        .extracting(Link::label, it -> it.address().toString())
        .contains(
            tuple(
                "Response guide",
                "https://docs.example.com/rootmon/rules/root.sign-in.without-mfa.html"))
        .extracting(it -> it.toList().get(0))
        .doesNotContain("AWS guidance");
  }

  @Test
  void leadToAwsWhereNoPagesArePublished() {
    OrganizationLinks links =
        new OrganizationLinks(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    assertThat(shown(links, "critical/root.sign-in.without-mfa.json"))
        .extracting(Link::label)
        .contains("AWS guidance")
        .doesNotContain("Response guide");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://docs.example.com/rules",
        "https://a@docs.example.com/rules",
        "docs/rules",
        "https://docs.example.com/rules?a=b",
        "https://docs.example.com/rules#x"
      })
  void rejectAFolderOfRulePagesThatIsNone(String address) {
    assertThatThrownBy(
            () ->
                ConfigurationDocument.parse(
                    "rootmon.json", "{\"links\": {\"rulePages\": \"" + address + "\"}}"))
        .hasMessageStartingWith(
            "rootmon.json: links.rulePages: must be the https address of a folder with a page for"
                + " each rule but is");
  }

  private static OrganizationLinks links(String portal, String role, String runbook) {
    return new OrganizationLinks(
        Optional.of(URI.create(portal)), Optional.of(role), Optional.of(runbook));
  }

  private static List<Link> shown(OrganizationLinks links, String file) {
    Finding finding =
        StandardRules.policy()
            .judge(
                new Detector()
                    .detect(CaseFiles.event(CaseFiles.FOLDER.resolve(file)))
                    .orElseThrow());
    return new AlertFactory(Account::unnamed, links).about(finding).links();
  }
}

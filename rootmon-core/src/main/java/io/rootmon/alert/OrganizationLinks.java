package io.rootmon.alert;

import io.rootmon.account.AccountId;
import io.rootmon.detect.RootActivity;
import io.rootmon.judge.Finding;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The organization's own links: the sign-in to the account, and its response guide.
 *
 * @param accessPortal the start page of IAM Identity Center
 * @param roleName the permission set of the link; if empty, the user selects one
 * @param runbook an address in which {@code {account}}, {@code {kind}} and {@code {rule}} are
 *     replaced by the finding's values
 * @param rulePages the folder with a page for each rule; empty if none is published
 */
public record OrganizationLinks(
    Optional<URI> accessPortal,
    Optional<String> roleName,
    Optional<String> runbook,
    Optional<URI> rulePages) {
  /** No links. */
  public static final OrganizationLinks NONE =
      new OrganizationLinks(Optional.empty(), Optional.empty(), Optional.empty());

  private static final String HTTPS = "must be an https address but is ";

  /** Uses the address of the rule pages in this build, if it has one. */
  public OrganizationLinks(
      Optional<URI> accessPortal, Optional<String> roleName, Optional<String> runbook) {
    this(accessPortal, roleName, runbook, RulePages.published());
  }

  public OrganizationLinks {
    if (rulePages.filter(it -> !isHttps(it.toString())).isPresent()) {
      throw new IllegalArgumentException("rulePages: " + HTTPS + "'" + rulePages.get() + "'");
    }
    if (accessPortal.filter(it -> !isHttps(it.toString())).isPresent()) {
      throw new IllegalArgumentException("accessPortal: " + HTTPS + "'" + accessPortal.get() + "'");
    }
    if (runbook.filter(it -> !isHttps(filled(it, "111122223333", "a", "b"))).isPresent()) {
      throw new IllegalArgumentException("runbook: " + HTTPS + "'" + runbook.get() + "'");
    }
    if (roleName.isPresent() && accessPortal.isEmpty()) {
      throw new IllegalArgumentException(
          "roleName: requires accessPortal, where the role is. Add it");
    }
  }

  /** An address with a password would disclose it to every recipient. */
  private static boolean isHttps(String text) {
    try {
      URI address = URI.create(text);
      return "https".equals(address.getScheme())
          && address.getHost() != null
          && address.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns the links of an alert about a finding. */
  public List<Link> about(Finding finding, Optional<URI> event) {
    RootActivity activity = finding.activity();
    List<Link> links = new ArrayList<>();
    // The region of the record may differ from the region of the resource.
    Optional<URI> there = event.filter(it -> activity.event().account().equals(activity.account()));
    activity
        .account()
        .flatMap(it -> shortcut(it, there))
        .ifPresent(it -> links.add(new Link("Sign in to the account", it)));
    runbook
        .map(it -> filled(it, number(activity), kind(activity), finding.ruleId()))
        .ifPresent(it -> links.add(new Link("Runbook", URI.create(it))));
    links.add(
        rulePages
            .map(it -> new Link("Response guide", rulePage(it, finding.ruleId())))
            .orElseGet(() -> new Link("AWS guidance", finding.page())));
    return links;
  }

  private static URI rulePage(URI pages, String ruleId) {
    return URI.create(
        pages.toString().replaceFirst("/+$", "") + "/" + encoded(ruleId) + RulePages.SUFFIX);
  }

  private static String number(RootActivity activity) {
    return activity.account().map(AccountId::value).orElse("unknown");
  }

  private static String kind(RootActivity activity) {
    return activity.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String filled(String template, String account, String kind, String rule) {
    return template
        .replace("{account}", encoded(account))
        .replace("{kind}", encoded(kind))
        .replace("{rule}", encoded(rule));
  }

  /**
   * Returns the link in the <a
   * href="https://docs.aws.amazon.com/singlesignon/latest/userguide/createshortcutlink.html">documented
   * format</a>.
   */
  private Optional<URI> shortcut(AccountId account, Optional<URI> destination) {
    return accessPortal.map(
        it ->
            URI.create(
                it.toString().replaceFirst("[/#]+$", "")
                    + "/#/console?account_id="
                    + account
                    + roleName.map(role -> "&role_name=" + encoded(role)).orElse("")
                    + destination.map(to -> "&destination=" + encoded(to.toString())).orElse("")));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

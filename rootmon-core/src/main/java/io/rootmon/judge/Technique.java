package io.rootmon.judge;

import java.net.URI;

/**
 * A technique of <a href="https://attack.mitre.org/matrices/enterprise/cloud/">MITRE ATT&amp;CK</a>.
 */
public record Technique(String id, String name) {

  /** Returns the URL of the technique. */
  public URI page() {
    return URI.create("https://attack.mitre.org/techniques/" + id.replace('.', '/') + "/");
  }

  /** Returns a phrase such as {@code T1078.004 Valid Accounts: Cloud Accounts}. */
  public String label() {
    return id + " " + name;
  }
}

package io.rootmon.account;

import io.rootmon.internal.text.SafeText;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The path of an organizational unit: the names of the units from the root on, such as {@code
 * Root/Workloads/Prod}.
 */
public record OrganizationalUnit(String path) {
  private static final int MAX_NAME_LENGTH = 128;

  public OrganizationalUnit {
    if (Arrays.stream(path.split("/", -1)).anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "organizational unit: must be names separated by slashes but is '" + path + "'");
    }
  }

  /**
   * Creates a path from the names in AWS Organizations. They may contain any text: a slash in a
   * name becomes a dash.
   */
  public static OrganizationalUnit of(List<String> names) {
    return new OrganizationalUnit(
        names.stream()
            .map(it -> SafeText.line(it, MAX_NAME_LENGTH).replace('/', '-'))
            .map(it -> it.isBlank() ? "-" : it)
            .collect(Collectors.joining("/")));
  }

  /** Returns whether the other is this unit or below it. */
  public boolean contains(OrganizationalUnit other) {
    return (other.path + "/").startsWith(path + "/");
  }

  @Override
  public String toString() {
    return path;
  }
}

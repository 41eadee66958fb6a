package io.rootmon.site;

import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the site contains.
 *
 * @param pages the pages with their titles
 * @param links the number of links within the site
 * @param fragments how many of them lead to a section
 * @param pictures the number of pictures
 * @param hosts the number of links to each other host
 * @param problems what is wrong, one line each
 */
record SiteReport(
    Map<String, String> pages,
    int links,
    int fragments,
    int pictures,
    Map<String, Integer> hosts,
    List<String> problems) {
  SiteReport {
    pages = Collections.unmodifiableMap(new TreeMap<>(pages));
    hosts = Collections.unmodifiableMap(new TreeMap<>(hosts));
    problems = List.copyOf(problems);
  }

  boolean isClean() {
    return problems.isEmpty();
  }

  /** Prints the pages, without those of single rules, and the report of the links. */
  void print(PrintStream out) {
    out.println("Pages:");
    pages.forEach(
        (path, title) -> {
          if (!path.startsWith("rules/") || path.equals("rules/index.html")) {
            out.println("  " + path + "  " + title);
          }
        });
    long rules = pages.keySet().stream().filter(it -> it.startsWith("rules/")).count();
    out.println("  rules/*.html  " + Math.max(0, rules - 1) + " rules");
    out.println("Links:");
    out.println("  " + pages.size() + " pages");
    out.println("  " + links + " links within the site, " + fragments + " to a section");
    out.println("  " + pictures + " pictures");
    int others = hosts.values().stream().mapToInt(Integer::intValue).sum();
    out.println("  " + others + " links to " + hosts.size() + " other hosts, not requested");
    out.println("  " + problems.size() + " problems");
    problems.forEach(it -> out.println("  " + it));
  }
}

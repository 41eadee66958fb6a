package io.rootmon.site;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks every link and picture of the HTML files of a folder: files and fragments exist, addresses
 * of other hosts use HTTPS, pictures have a string. Nothing is requested from the network.
 */
final class LinkChecker {
  private static final Pattern LINK = Pattern.compile("<a\\b[^>]*?\\bhref=\"([^\"]*)\"");
  private static final Pattern PICTURE = Pattern.compile("<img\\b[^>]*>");
  private static final Pattern SOURCE = Pattern.compile("\\bsrc=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile("\\bid=\"([^\"]+)\"");
  private static final Pattern TITLE = Pattern.compile("<title>(.*?)(?: · rootmon)?</title>");

  private final Path folder;
  private final Map<Path, String> pages = new TreeMap<>();
  private final Map<Path, Set<String>> ids = new HashMap<>();
  private final Map<String, Integer> hosts = new TreeMap<>();
  private final List<String> problems;
  private int links;
  private int fragments;
  private int pictures;

  private LinkChecker(Path folder, List<String> problems) {
    this.folder = folder;
    this.problems = new ArrayList<>(problems);
  }

  /** Checks a folder. The report starts with the given problems. */
  static SiteReport check(Path folder, List<String> problems) throws IOException {
    return new LinkChecker(folder, problems).check();
  }

  private SiteReport check() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".html")).toList()) {
        String html = Files.readString(file);
        if (html.startsWith("<!DOCTYPE html>") && html.contains("<main id=\"content\">")) {
          pages.put(folder.relativize(file), html);
        }
      }
    }
    pages.forEach(this::checkPage);
    Map<String, String> titles = new TreeMap<>();
    pages.forEach((page, html) -> titles.put(page.toString(), first(TITLE, html)));
    return new SiteReport(titles, links, fragments, pictures, hosts, problems);
  }

  private void checkPage(Path page, String html) {
    // The navigation is the same on every page, and is checked on the first one.
    String checked =
        page.toString().equals("index.html") ? html : html.substring(html.indexOf("<main"));
    LINK.matcher(checked).results().forEach(it -> checkLink(page, unescaped(it.group(1))));
    PICTURE.matcher(checked).results().forEach(it -> checkPicture(page, it.group()));
  }

  private void checkLink(Path page, String address) {
    if (address.startsWith("mailto:")) {
      return;
    }
    if (address.matches("[a-zA-Z][a-zA-Z+.-]*:.*")) {
      checkHost(page, address);
      return;
    }
    links++;
    int hash = address.indexOf('#');
    String file = hash < 0 ? address : address.substring(0, hash);
    Path to = file.isEmpty() ? page : sibling(page, file);
    if (!Files.isRegularFile(folder.resolve(to))) {
      problems.add(page + ": " + address + " does not exist");
    } else if (hash >= 0) {
      fragments++;
      if (!ids(to).contains(address.substring(hash + 1))) {
        problems.add(page + ": " + address + " has no such section");
      }
    }
  }

  private void checkHost(Path page, String address) {
    Optional<String> host = host(address);
    if (host.isEmpty()) {
      problems.add(page + ": " + address + " is not an https address");
    } else {
      hosts.merge(host.get(), 1, Integer::sum);
    }
  }

  private static Optional<String> host(String address) {
    try {
      URI uri = URI.create(address);
      return "https".equals(uri.getScheme())
          ? Optional.ofNullable(uri.getHost())
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void checkPicture(Path page, String picture) {
    pictures++;
    String source = first(SOURCE, picture);
    if (!Files.isRegularFile(folder.resolve(sibling(page, source)))) {
      problems.add(page + ": the picture " + source + " does not exist");
    }
    if (!picture.matches("(?s).*\\balt=\"[^\"]+\".*")) {
      problems.add(page + ": the picture " + source + " has no text");
    }
  }

  private Set<String> ids(Path page) {
    return ids.computeIfAbsent(
        page,
        it ->
            ID.matcher(pages.getOrDefault(it, ""))
                .results()
                .map(id -> id.group(1))
                .collect(Collectors.toSet()));
  }

  private static Path sibling(Path page, String file) {
    return Optional.ofNullable(page.getParent()).orElse(Path.of("")).resolve(file).normalize();
  }

  private static String unescaped(String address) {
    return address.replace("&amp;", "&");
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}

package io.rootmon.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Builds the documentation site.
 *
 * <p>Every Markdown file of the repository becomes a page: those of {@code docs} at the root of the
 * site, the others below {@code source}. The lists of {@code docs/README.md} are the navigation.
 * Other files that a page links to are copied. The program prints the pages and the report of the
 * links, and ends with 1 if a link is broken or a page of {@code docs} is not in the navigation.
 *
 * <pre>{@code
 * SiteGenerator REPOSITORY TARGET
 * }</pre>
 */
public final class SiteGenerator {
  private static final Path DOCS = Path.of("docs");
  private static final Path HOME = DOCS.resolve("README.md");

  /** The pages of this folder are in its own index and not in the navigation. */
  private static final Path RULES = DOCS.resolve("rules");

  /** Files that a page may link to, beside Markdown files. */
  private static final String COPIED =
      ".*\\.(json|jsonl|tf|tfvars|example|yaml|yml|csv|ftl|java|sh|py|png|svg|txt|mjs|eml|html)"
          + "|LICENSE|(?:.*/)?(?:run|rootmon|Dockerfile)";

  /** A section of the navigation with the source files of its pages. */
  record Group(String title, Map<Path, String> pages) {}

  private final Path root;
  private final Path target;
  private final Map<Path, MarkdownPage> pages = new TreeMap<>();
  private final List<Group> navigation = new ArrayList<>();
  private final TreeSet<Path> copied = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  SiteGenerator(Path root, Path target) {
    this.root = root.toAbsolutePath().normalize();
    this.target = target;
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("Usage: SiteGenerator REPOSITORY TARGET");
    }
    SiteReport report = new SiteGenerator(Path.of(arguments[0]), Path.of(arguments[1])).generate();
    report.print(System.out);
    if (!report.isClean()) {
      throw new IllegalStateException("The site has " + report.problems().size() + " problems.");
    }
  }

  /** Writes the site and checks it. */
  SiteReport generate() throws IOException {
    for (Path file : files()) {
      if (file.toString().endsWith(".md")) {
        pages.put(file, MarkdownPage.parse(file, Files.readString(root.resolve(file))));
      }
    }
    readNavigation();
    for (MarkdownPage page : List.copyOf(pages.values())) {
      write(targetOf(page.path()), html(page));
    }
    for (Path file : copied) {
      Path to = target.resolve(targetOf(file));
      Files.createDirectories(parent(to));
      if (Files.isDirectory(root.resolve(file))) {
        write(targetOf(file), listing(file));
      } else {
        Files.write(to, Files.readAllBytes(root.resolve(file)));
      }
    }
    write(Path.of("site.css"), stylesheet());
    return LinkChecker.check(target, problems);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(root::relativize)
          .filter(it -> !it.toString().matches("(?:.*/)?(?:target|node_modules|\\.[^/]+)/.*"))
          .filter(it -> !it.toString().contains("src/test/resources"))
          .sorted()
          .toList();
    }
  }

  private void readNavigation() {
    MarkdownPage home = pages.get(HOME);
    if (home == null) {
      throw new IllegalArgumentException(HOME + ": the file does not exist.");
    }
    TreeSet<Path> missing = new TreeSet<>();
    pages.keySet().stream()
        .filter(it -> it.startsWith(DOCS) && !it.startsWith(RULES) && !it.equals(HOME))
        .forEach(missing::add);
    home.entries()
        .forEach(
            (title, entries) -> {
              Map<Path, String> group = new LinkedHashMap<>();
              for (MarkdownPage.Entry entry : entries) {
                Path page = DOCS.resolve(entry.address()).normalize();
                if (pages.containsKey(page)) {
                  group.put(page, entry.title());
                  missing.remove(page);
                }
              }
              if (!group.isEmpty()) {
                navigation.add(new Group(title, group));
              }
            });
    missing.forEach(it -> problems.add(it + ": not in the navigation; link to it in " + HOME));
  }

  private String html(MarkdownPage page) {
    Path here = targetOf(page.path());
    String content = page.html(address -> address(page.path(), address));
    StringBuilder html = new StringBuilder();
    String title = page.path().equals(HOME) ? "rootmon" : page.title() + " · rootmon";
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("img-src 'self' file:; style-src 'self' file:\">\n")
        .append("<meta name=\"description\" content=\"")
        .append(escaped(page.summary()))
        .append("\">\n<title>")
        .append(escaped(title))
        .append("</title>\n<link rel=\"stylesheet\" href=\"")
        .append(relative(here, Path.of("site.css")))
        .append("\">\n</head>\n<body>\n")
        .append("<a class=\"skip\" href=\"#content\">Skip to content</a>\n<header><a href=\"")
        .append(relative(here, targetOf(HOME)))
        .append("\">rootmon</a><span>The root user alarm for AWS organizations</span></header>\n")
        .append("<div class=\"columns\">\n")
        .append(menu(here, page.path()))
        .append("<main id=\"content\">\n")
        .append(contents(page))
        .append(content)
        .append(neighbors(here, page.path()))
        .append("</main>\n</div>\n</body>\n</html>\n");
    return html.toString();
  }

  /** The navigation, twice: as a column, and on a phone as a menu that opens. */
  private String menu(Path here, Path page) {
    StringBuilder list = new StringBuilder();
    for (Group group : navigation) {
      list.append("<h2>").append(escaped(group.title())).append("</h2>\n<ul>\n");
      group
          .pages()
          .forEach(
              (path, title) ->
                  list.append("<li>").append(link(here, page, path, title)).append("</li>\n"));
      list.append("</ul>\n");
    }
    return "<details class=\"menu\"><summary>Menu</summary>\n<nav aria-label=\"Pages, menu\">\n"
        + list
        + "</nav></details>\n<nav class=\"side\" aria-label=\"Pages\">\n"
        + list
        + "</nav>\n";
  }

  private static String link(Path here, Path page, Path to, String title) {
    return "<a href=\""
        + relative(here, targetOf(to))
        + "\""
        + (page.equals(to) ? " aria-current=\"page\"" : "")
        + ">"
        + escaped(title)
        + "</a>";
  }

  /** The table of contents of a long page. */
  private static String contents(MarkdownPage page) {
    List<MarkdownPage.Section> sections =
        page.sections().stream().filter(it -> it.level() == 2).toList();
    if (sections.size() < 4 || page.path().equals(HOME)) {
      return "";
    }
    StringBuilder list =
        new StringBuilder("<details class=\"contents\"><summary>On this page</summary>\n<ul>\n");
    sections.forEach(
        it ->
            list.append("<li><a href=\"#")
                .append(it.fragment())
                .append("\">")
                .append(escaped(it.title()))
                .append("</a></li>\n"));
    return list.append("</ul></details>\n").toString();
  }

  private String neighbors(Path here, Path page) {
    for (Group group : navigation) {
      List<Path> paths = List.copyOf(group.pages().keySet());
      int at = paths.indexOf(page);
      if (at >= 0 && paths.size() > 1) {
        String before =
            at == 0
                ? "<span></span>"
                : "<span>← "
                    + link(here, page, paths.get(at - 1), title(group, paths, at - 1))
                    + "</span>";
        String after =
            at == paths.size() - 1
                ? ""
                : "<span>"
                    + link(here, page, paths.get(at + 1), title(group, paths, at + 1))
                    + " →</span>";
        return "<nav class=\"neighbors\" aria-label=\"Previous and next page\">"
            + before
            + after
            + "</nav>\n";
      }
    }
    return "";
  }

  private static String title(Group group, List<Path> paths, int at) {
    return Optional.ofNullable(group.pages().get(paths.get(at))).orElse("");
  }

  /** Converts an address of a Markdown file to one of the site. */
  private String address(Path page, String address) {
    if (address.isEmpty()
        || address.startsWith("#")
        || address.matches("[a-zA-Z][a-zA-Z+.-]*:.*")) {
      return address;
    }
    int hash = address.indexOf('#');
    String fragment = hash < 0 ? "" : address.substring(hash);
    String file = hash < 0 ? address : address.substring(0, hash);
    Path to = Optional.ofNullable(page.getParent()).orElse(Path.of("")).resolve(file).normalize();
    if (to.toString().startsWith("..")) {
      problems.add(page + ": " + address + " is outside the repository");
      return address;
    }
    if (Files.isDirectory(root.resolve(to))) {
      Path readme = to.resolve("README.md");
      if (pages.containsKey(readme)) {
        to = readme;
      } else {
        copied.add(to);
      }
    } else if (!pages.containsKey(to)) {
      if (!Files.isRegularFile(root.resolve(to))) {
        problems.add(page + ": " + address + " does not exist");
        return address;
      }
      if (!to.toString().matches(COPIED)) {
        problems.add(page + ": " + address + " is of a type that the site does not contain");
        return address;
      }
      copied.add(to);
    }
    return relative(targetOf(page), targetOf(to)) + fragment;
  }

  /** Returns where the site has a file of the repository. */
  static Path targetOf(Path source) {
    Path path =
        source.startsWith(DOCS) ? DOCS.relativize(source) : Path.of("source").resolve(source);
    String name = String.valueOf(path.getFileName());
    if (name.equals("README.md")) {
      return path.resolveSibling("index.html");
    } else if (name.endsWith(".md")) {
      return path.resolveSibling(name.replaceAll("\\.md$", ".html"));
    }
    return name.contains(".") || name.equals("LICENSE") || name.matches("run|rootmon|Dockerfile")
        ? path
        : path.resolve("index.html");
  }

  private String listing(Path folder) throws IOException {
    StringBuilder markdown = new StringBuilder("# " + folder + "\n\n");
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      for (Path file : files.sorted().toList()) {
        markdown.append("- `").append(file.getFileName()).append("`\n");
      }
    }
    return html(MarkdownPage.parse(folder.resolve("README.md"), markdown.toString()));
  }

  private void write(Path file, String text) throws IOException {
    Path to = target.resolve(file);
    Files.createDirectories(parent(to));
    Files.writeString(to, text);
  }

  private static Path parent(Path file) {
    return Optional.ofNullable(file.getParent()).orElse(Path.of("."));
  }

  private static String relative(Path from, Path to) {
    Path folder = from.getParent();
    return (folder == null ? to : folder.relativize(to)).toString().replace('\\', '/');
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String stylesheet() throws IOException {
    try (InputStream css = SiteGenerator.class.getResourceAsStream("site.css")) {
      if (css == null) {
        throw new IllegalStateException("site.css is not on the class path.");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

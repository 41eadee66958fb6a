package io.rootmon.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A Markdown file of the repository, parsed. */
final class MarkdownPage {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  private static final Pattern HTML_ADDRESS = Pattern.compile("\\b(src|href)=\"([^\"]*)\"");

  /** A heading with the fragment that links to it, which is the one that GitHub generates. */
  record Section(int level, String title, String fragment) {}

  /** A link of a list, such as an entry of the navigation. */
  record Entry(String title, String address) {}

  private final Path path;
  private final Node document;
  private final List<Section> sections = new ArrayList<>();
  private final Map<Heading, String> fragments = new HashMap<>();

  private MarkdownPage(Path path, Node document) {
    this.path = path;
    this.document = document;
    readSections();
  }

  /**
   * Parses a page.
   *
   * @param path the file's path below the root of the repository
   */
  static MarkdownPage parse(Path path, String markdown) {
    return new MarkdownPage(path, PARSER.parse(markdown));
  }

  Path path() {
    return path;
  }

  /** Returns the text of the first heading. */
  String title() {
    if (sections.isEmpty() || sections.get(0).level() != 1) {
      throw new IllegalArgumentException(path + ": the first heading must be a title (#).");
    }
    return sections.get(0).title();
  }

  List<Section> sections() {
    return List.copyOf(sections);
  }

  /** Returns the links of the lists below each second-level heading, by the heading's text. */
  Map<String, List<Entry>> entries() {
    Map<String, List<Entry>> entries = new LinkedHashMap<>();
    String section = "";
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading && heading.getLevel() == 2) {
        section = text(heading);
      } else if (node instanceof ListBlock && !section.isEmpty()) {
        List<Entry> some = entries.computeIfAbsent(section, unused -> new ArrayList<>());
        for (Node item = node.getFirstChild(); item != null; item = item.getNext()) {
          firstLink(item, some);
        }
      }
    }
    return entries;
  }

  private static void firstLink(Node item, List<Entry> entries) {
    Node paragraph = item.getFirstChild();
    if (paragraph != null && paragraph.getFirstChild() instanceof Link link) {
      entries.add(new Entry(text(link), link.getDestination()));
    }
  }

  /** Renders the page. The function converts the addresses of links and pictures. */
  String html(UnaryOperator<String> address) {
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            link.setDestination(address.apply(link.getDestination()));
            visitChildren(link);
          }

          @Override
          public void visit(HtmlInline html) {
            html.setLiteral(withAddresses(html.getLiteral(), address));
          }

          @Override
          public void visit(HtmlBlock html) {
            html.setLiteral(withAddresses(html.getLiteral(), address));
          }

          @Override
          public void visit(Image image) {
            image.setDestination(address.apply(image.getDestination()));
            visitChildren(image);
          }
        });
    String html =
        HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .attributeProviderFactory(unused -> this::attributes)
            .build()
            .render(document);
    // A wide table scrolls by itself, also by keyboard; the page does not.
    return html.replace(
            "<table>",
            "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Table\"><table>")
        .replace("</table>", "</table></div>")
        // An empty heading of a column is no heading.
        .replaceAll("<th( align=\"\\w+\")?></th>", "<td></td>");
  }

  private static String withAddresses(String html, UnaryOperator<String> address) {
    return HTML_ADDRESS
        .matcher(html)
        .replaceAll(
            it ->
                Matcher.quoteReplacement(it.group(1) + "=\"" + address.apply(it.group(2)) + "\""));
  }

  private void attributes(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Heading heading) {
      attributes.put("id", fragments.getOrDefault(heading, ""));
    } else if (node instanceof FencedCodeBlock && tag.equals("pre")) {
      attributes.put("tabindex", "0");
    } else if (node instanceof Image) {
      attributes.put("loading", "lazy");
    }
  }

  private void readSections() {
    Map<String, Integer> seen = new HashMap<>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            String title = text(heading);
            String slug = slug(title);
            int before = seen.merge(slug, 1, Integer::sum) - 1;
            String fragment = before == 0 ? slug : slug + "-" + before;
            fragments.put(heading, fragment);
            sections.add(new Section(heading.getLevel(), title, fragment));
          }
        });
  }

  /** Returns the fragment that GitHub generates for a heading. */
  static String slug(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  private static String text(Node node) {
    StringBuilder text = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(Code part) {
            text.append(part.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak part) {
            text.append(' ');
          }

          @Override
          public void visit(HardLineBreak part) {
            text.append(' ');
          }
        });
    return text.toString();
  }

  /** Returns the text of the first paragraph, for the description of the page. */
  String summary() {
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Paragraph paragraph) {
        String text = text(paragraph).strip();
        return text.length() > 200 ? text.substring(0, text.lastIndexOf(' ', 200)) + " …" : text;
      }
    }
    return title();
  }
}

package io.rootmon.athena.trino;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the hub's table, read from {@code athena.tf}, so that the test and the table
 * cannot differ. Converts a record as Athena's SerDe does: names in lower case, structures by their
 * fields, everything else as text.
 */
final class TrailSchema {
  private static final Path FILE = Path.of("../iac/hub/athena.tf");
  private static final Pattern COLUMN =
      Pattern.compile("(?m)^    (\\w+)\\s*= \"((?:string|struct<).*)\"$");
  private static final Pattern LOCAL = Pattern.compile("(?m)^  session = \"(.*)\"$");
  private static final JsonMapper JSON = new JsonMapper();

  /** The type of a column: a string, or a structure of fields. */
  private record Type(Map<String, Type> fields) {
    static final Type TEXT = new Type(Map.of());

    String sql() {
      return fields.isEmpty()
          ? "varchar"
          : fields.entrySet().stream()
              .map(it -> it.getKey() + " " + it.getValue().sql())
              .collect(Collectors.joining(", ", "row(", ")"));
    }
  }

  private final Map<String, Type> columns = new LinkedHashMap<>();

  private TrailSchema() {}

  static TrailSchema read() {
    try {
      String text = Files.readString(FILE);
      Matcher session = LOCAL.matcher(text);
      if (!session.find()) {
        throw new AssertionError(FILE + ": expected the local value session");
      }
      int start = text.indexOf("  columns = {");
      String block = text.substring(start, text.indexOf("\n  }", start));
      TrailSchema schema = new TrailSchema();
      Matcher column = COLUMN.matcher(block.replace("${local.session}", session.group(1)));
      while (column.find()) {
        schema.columns.put(column.group(1), new TypeParser(column.group(2)).parse());
      }
      return schema;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> names() {
    return List.copyOf(columns.keySet());
  }

  /** Selects the typed columns from the column {@code record}, a JSON text. */
  String typedColumns() {
    return columns.entrySet().stream()
        .map(
            it ->
                it.getValue().fields().isEmpty()
                    ? "json_extract_scalar(record, '$." + it.getKey() + "') AS " + it.getKey()
                    : "CAST(json_extract(record, '$."
                        + it.getKey()
                        + "') AS "
                        + it.getValue().sql()
                        + ") AS "
                        + it.getKey())
        .collect(Collectors.joining(",\n  "));
  }

  /** A record as the table has it. */
  ObjectNode convert(JsonNode written) {
    ObjectNode row = JSON.createObjectNode();
    Map<String, JsonNode> lower = lowerCase(written);
    columns.forEach((name, type) -> put(row, name, type, lower.get(name)));
    return row;
  }

  private static void put(ObjectNode row, String name, Type type, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      row.putNull(name);
    } else if (type.fields().isEmpty()) {
      // CloudTrail's input format stores every other value as JSON.
      row.put(name, value.isValueNode() ? value.asText() : value.toString());
    } else if (value.isObject()) {
      ObjectNode part = row.putObject(name);
      Map<String, JsonNode> lower = lowerCase(value);
      type.fields().forEach((field, of) -> put(part, field, of, lower.get(field)));
    } else {
      row.putNull(name);
    }
  }

  private static Map<String, JsonNode> lowerCase(JsonNode object) {
    Map<String, JsonNode> members = new LinkedHashMap<>();
    for (Iterator<Map.Entry<String, JsonNode>> at = object.fields(); at.hasNext(); ) {
      Map.Entry<String, JsonNode> member = at.next();
      members.putIfAbsent(member.getKey().toLowerCase(Locale.ROOT), member.getValue());
    }
    return members;
  }

  /** Parses {@code struct<a:string,b:struct<c:string>>}. */
  private static final class TypeParser {
    private final String text;
    private int at;

    TypeParser(String text) {
      this.text = text;
    }

    Type parse() {
      if (text.startsWith("string", at)) {
        at += "string".length();
        return Type.TEXT;
      }
      if (!text.startsWith("struct<", at)) {
        throw new AssertionError(text + ": expected string or struct at " + at);
      }
      at += "struct<".length();
      Map<String, Type> fields = new LinkedHashMap<>();
      while (text.charAt(at) != '>') {
        int colon = text.indexOf(':', at);
        String name = text.substring(at, colon);
        at = colon + 1;
        fields.put(name, parse());
        at += text.charAt(at) == ',' ? 1 : 0;
      }
      at++;
      return new Type(fields);
    }
  }
}

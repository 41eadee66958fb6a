package io.rootmon.internal.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hides secrets in a string: in JSON, in nearly valid JSON, in JSON within strings, in URLs and in
 * plain text. The rest of the text is not changed, and valid JSON remains valid.
 *
 * <p>A value is hidden because of the name of its field ({@code "sessionToken"}), because of the
 * name in the member beside it ({@code {"name": "password", "value": …}}), or because of its format
 * (a JSON Web Token). The time is linear in the length of the text. If a string is truncated or
 * broken, a secret is hidden up to the end of its string, list or object.
 *
 * <pre>{@code
 * SecretRedactor.redact("{\"user\":\"x\",\"password\":[\"a\"]}");
 * // {"user":"x","password":["(not shown)"]}
 * }</pre>
 */
public final class SecretRedactor {
  /** The replacement for a secret. */
  public static final String HIDDEN = "(not shown)";

  /** The maximum nesting of JSON in strings. A deeper string is hidden if it names a secret. */
  private static final int MAX_DEPTH = 8;

  private static final int MIN_LENGTH = 6;
  private static final int MAX_NAME = 100;
  private static final int MAX_TAG = 1_000;

  /** Values that CloudTrail and rootmon write instead of a secret, and results of sign-ins. */
  private static final Set<String> HARMLESS_VALUES =
      Set.of(
          "",
          "true",
          "false",
          "null",
          "Success",
          "Failure",
          "Yes",
          "No",
          "HIDDEN_DUE_TO_SECURITY_REASONS",
          "<sensitiveDataRemoved>",
          "sensitiveDataRemoved",
          "***",
          "****",
          HIDDEN,
          "(not kept)");

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]{0,10}:[a-z0-9-]{1,40}:[a-z0-9-]{0,30}:[0-9]{0,12}:[^?&\\s]*+");
  private static final Pattern ACCESS_KEY_ID =
      Pattern.compile("A(?:KIA|SIA|BIA|CCA|ROA|IDA)[A-Z0-9]{4,124}");
  private static final Pattern TIME = Pattern.compile("[A-Za-z0-9 ,:.+-]{6,40}");
  private static final Set<String> TIMES =
      Set.of("expiration", "expiry", "expires", "expiresat", "createdate", "creationdate");

  private final String text;
  private final int depth;
  private final List<Edit> edits = new ArrayList<>();
  private final Deque<Frame> frames = new ArrayDeque<>();

  /** The last string or word that may be a name. */
  private @Nullable String lastName;

  private boolean lastNameIsWord;
  private int lastWordStart;

  /** Whether the next value is a secret. */
  private boolean pending;

  /** Whether the last string contains escapes. */
  private boolean hasEscapes;

  /** Whether plain text has named a secret whose value follows under another name. */
  private boolean pairPending;

  private record Edit(int start, int end, String replacement) {}

  /** An object, a list, or the text itself. */
  private static final class Frame {
    private final int start;
    private final char kind;
    private final boolean isHidden;
    private final List<Edit> values = new ArrayList<>();
    private @Nullable String key;
    private boolean namesSecret;
    private boolean hidesNext;
    private int count;

    private Frame(int start, char kind, boolean isHidden) {
      this.start = start;
      this.kind = kind;
      this.isHidden = isHidden;
    }
  }

  private SecretRedactor(String text, int depth) {
    this.text = text;
    this.depth = depth;
    frames.push(new Frame(0, 't', false));
  }

  /** Returns the text without the values of secrets. */
  public static String redact(String text) {
    return redact(text, 0);
  }

  /**
   * Returns whether a field with this name contains a secret, such as {@code x-amz-security-token}.
   */
  public static boolean isSecretName(String name) {
    return SecretNames.isSecret(name);
  }

  /** Returns whether a field with this name is a secret if its value is a scalar. */
  public static boolean isSingleSecretName(String name) {
    return SecretNames.isSingleSecret(name);
  }

  /**
   * Returns whether a member declares that the value beside it is a secret: by the name of the
   * value, or by the type <a
   * href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html">SecureString</a>
   * of a parameter.
   */
  public static boolean namesSecret(String member, String content) {
    return (SecretNames.isNaming(member) && SecretNames.isSecret(content))
        || (member.equalsIgnoreCase("type") && content.equalsIgnoreCase("SecureString"));
  }

  /** Returns whether a member with this name contains a value whose name is in another member. */
  public static boolean isValueMember(String name) {
    return SecretNames.isValue(name);
  }

  /**
   * Returns the value of a secret field, hidden unless its format shows that it is not a secret.
   */
  public static String hide(String name, String value) {
    return isHarmless(name, value) ? value : HIDDEN;
  }

  private static String redact(String text, int depth) {
    if (text.length() < MIN_LENGTH) {
      return text;
    }
    String clean = hasStructure(text) ? new SecretRedactor(text, depth).walk() : text;
    return SecretForms.redact(clean);
  }

  private static boolean hasStructure(String text) {
    for (int at = 0; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case ':', '=', '"', '%', '<' -> {
          return true;
        }
        case '-' -> {
          if (at + 1 < text.length() && text.charAt(at + 1) == '-') {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  private String walk() {
    int at = 0;
    while (at < text.length()) {
      at = token(at);
    }
    while (!frames.isEmpty()) {
      close(text.length());
    }
    return edits.isEmpty() ? text : edited();
  }

  private int token(int at) {
    char next = text.charAt(at);
    return switch (next) {
      case '"' -> string(at);
      case '{', '[' -> {
        frames.push(new Frame(at, next, pending || frame().isHidden));
        clearName();
        pending = false;
        yield at + 1;
      }
      case '}', ']' -> {
        if (frames.size() > 1) {
          close(at + 1);
        }
        clearName();
        pending = false;
        yield at + 1;
      }
      case ',' -> {
        frame().key = null;
        clearName();
        pending = false;
        yield at + 1;
      }
      case ':', '=' -> separator(at, 1);
      case '\\' -> isEscapedQuote(at) ? escaped(at) : at + slashes(at);
      case '<' -> tag(at);
      case '&', ';', '?', '(', ')', '|', '>', '\n' -> {
        clearName();
        yield at + 1;
      }
      case '\'', ' ', '\t', '\r' -> at + 1;
      default -> word(at);
    };
  }

  private Frame frame() {
    Frame frame = frames.peek();
    if (frame == null) {
      throw new IllegalStateException("the text itself is the last frame");
    }
    return frame;
  }

  private void clearName() {
    lastName = null;
  }

  private int string(int at) {
    int end = closingQuote(at + 1);
    if (isBetweenStrings(at + 1, end)) {
      // The text begins within a string: this quote ends one.
      return at + 1;
    }
    String content = unescaped(at + 1, end);
    int after = skipSpaces(end + 1);
    boolean isKey = after < text.length() && text.charAt(after) == ':';
    if (isKey) {
      String clean = SecretForms.redact(content);
      if (!clean.equals(content)) {
        edits.add(new Edit(at + 1, end, escaped(clean)));
      }
      lastName = content;
      lastNameIsWord = false;
    } else {
      scalar(at + 1, end, content);
      lastName = content.length() <= MAX_NAME ? content : null;
      lastNameIsWord = false;
    }
    return Math.min(end + 1, text.length());
  }

  /**
   * Returns whether the position is between strings. In valid JSON, no letter follows a closing
   * quote.
   */
  private boolean isBetweenStrings(int from, int end) {
    if (end + 1 >= text.length() || !isNameCharacter(text.charAt(end + 1))) {
      return false;
    }
    boolean separates = false;
    for (int at = from; at < end; at++) {
      char next = text.charAt(at);
      separates |= next == ',' || next == ':';
      if (",:{}[] \t\r\n".indexOf(next) < 0) {
        return false;
      }
    }
    return separates;
  }

  private void scalar(int start, int end, String content) {
    Frame frame = frame();
    String key = frame.key == null ? "" : frame.key;
    if (pending || frame.isHidden || frame.hidesNext) {
      if (!isHarmless(key, content)) {
        edits.add(new Edit(start, end, HIDDEN));
      }
    } else {
      String clean = nested(content);
      if (!clean.equals(content)) {
        edits.add(new Edit(start, end, escaped(clean)));
      }
    }
    note(frame, key, content, new Edit(start, end, HIDDEN));
    pending = false;
  }

  private void note(Frame frame, String key, String content, Edit value) {
    if (frame.kind == '{' && !key.isEmpty()) {
      frame.namesSecret |= namesSecret(key, content);
      if (SecretNames.isValue(key) && !isHarmless(key, content)) {
        frame.values.add(value);
      }
    } else if (frame.kind == '[') {
      boolean isOption = content.startsWith("-") || (frame.count == 0 && isName(content));
      frame.hidesNext = isOption && content.indexOf('=') < 0 && SecretNames.isSecret(content);
      frame.count++;
    }
  }

  private static boolean isName(String content) {
    return content.length() <= MAX_NAME && content.chars().noneMatch(it -> it == ' ' || it == ':');
  }

  private String nested(String content) {
    if (depth < MAX_DEPTH) {
      return redact(content, depth + 1);
    }
    return SecretNames.isSecret(content.replace('/', ' ')) ? HIDDEN : SecretForms.redact(content);
  }

  private void close(int end) {
    Frame closed = frames.pop();
    if (closed.namesSecret) {
      edits.addAll(closed.values);
    }
    Frame parent = frames.peek();
    if (parent == null) {
      return;
    }
    if (parent.kind == '{' && parent.key != null && SecretNames.isValue(parent.key)) {
      parent.values.add(new Edit(closed.start, end, '"' + HIDDEN + '"'));
    } else if (parent.hidesNext) {
      edits.add(new Edit(closed.start, end, '"' + HIDDEN + '"'));
    }
    parent.hidesNext = false;
    parent.count++;
  }

  /**
   * Handles a separator after a name: decides whether the value is a secret, and reads a value
   * without quotes.
   */
  private int separator(int at, int length) {
    String name = lastName;
    boolean isWord = lastNameIsWord;
    clearName();
    int from = at + length;
    if (name == null || isPartOfAddress(at, isWord)) {
      return from;
    }
    Frame frame = frame();
    frame.key = name;
    frame.hidesNext = false;
    pending = SecretNames.isSecret(name) || (pairPending && SecretNames.isValue(name));
    int start = skipValueSpaces(from);
    if (start >= text.length()) {
      return start;
    }
    if (text.startsWith(HIDDEN, start)) {
      pending = false;
      return start + HIDDEN.length();
    }
    if (isWord && isProse(at, from, start)) {
      pending = false;
      return start;
    }
    char first = text.charAt(start);
    if (first == '"' || first == '{' || first == '[') {
      pending |= first == '"' && SecretNames.isSingleSecret(name);
      return start;
    } else if (first == '\'' && pending) {
      int end = orEnd(text.indexOf('\'', start + 1));
      hideBare(start + 1, end, frame);
      return end;
    } else if (first == '\\' && isEscapedQuote(start)) {
      return pending ? escapedValue(start, frame) : start;
    }
    pending |= SecretNames.isSingleSecret(name);
    boolean isHidden = pending || frame.isHidden;
    int limit = isHidden || !isWord ? text.length() : Math.min(text.length(), start + MAX_NAME);
    int end = endOfBare(start, limit, isHidden && isWord && isWholeLine(name));
    String value = text.substring(start, end);
    if (isHidden) {
      hideBare(start, end, frame);
      pairPending = false;
    } else {
      note(frame, name, value, new Edit(start, end, '"' + HIDDEN + '"'));
      pairPending |= isWord && SecretNames.isNaming(name) && SecretNames.isSecret(upToComma(value));
      // A string that looks like a value may contain the next name.
      return isWord ? start : end;
    }
    return end;
  }

  /**
   * Whether a colon continues a sentence, as in "Root read a credential: a reader can use it". The
   * name follows another word, and a word of letters follows the colon and a space.
   */
  private boolean isProse(int at, int from, int start) {
    boolean followsWord =
        lastWordStart >= 2
            && text.charAt(lastWordStart - 1) == ' '
            && Character.isLetter(text.charAt(lastWordStart - 2));
    if (frame().kind != 't' || text.charAt(at) != ':' || start == from || !followsWord) {
      return false;
    }
    int end = start;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return end > start && end < text.length() && text.charAt(end) == ' ';
  }

  private static String upToComma(String value) {
    int comma = value.indexOf(',');
    return comma < 0 ? value : value.substring(0, comma);
  }

  /**
   * Returns whether the separator is part of an address, such as {@code
   * arn:aws:secretsmanager:…:secret:prod/db} or {@code https://}. An address names no secret.
   */
  private boolean isPartOfAddress(int at, boolean isWord) {
    if (!isWord || text.charAt(at) != ':') {
      return false;
    }
    char before = lastWordStart == 0 ? ' ' : text.charAt(lastWordStart - 1);
    return before == ':' || before == '/' || text.startsWith("//", at + 1);
  }

  private void hideBare(int start, int end, Frame frame) {
    pending = false;
    String key = frame.key == null ? "" : frame.key;
    if (end > start && !isHarmless(key, text.substring(start, end))) {
      boolean isJson = frame.kind != 't' && !isQuoted(start);
      edits.add(new Edit(start, end, isJson ? '"' + HIDDEN + '"' : HIDDEN));
    }
    note(frame, key, "", new Edit(start, end, HIDDEN));
  }

  private boolean isQuoted(int start) {
    return start > 0 && text.charAt(start - 1) == '\'';
  }

  private static boolean isWholeLine(String name) {
    List<String> words = SecretNames.split(name);
    return words.contains("authorization")
        || words.contains("cookie")
        || words.contains("connection");
  }

  private int endOfBare(int start, int limit, boolean isWholeLine) {
    int at = start;
    while (at < limit && !(isWholeLine ? endsLine(at) : endsBare(at))) {
      at += text.charAt(at) == '\\' ? slashes(at) : 1;
    }
    return Math.min(at, limit);
  }

  private boolean endsLine(int at) {
    return "\"\n\r".indexOf(text.charAt(at)) >= 0;
  }

  private boolean endsBare(int at) {
    char next = text.charAt(at);
    return "\"&;<'".indexOf(next) >= 0
        || Character.isWhitespace(next)
        || (next == '\\' && isEscapedQuote(at))
        || (next == '%' && isEncoded(at, '2', '6'))
        || (",}])".indexOf(next) >= 0 && endsValue(at + 1));
  }

  private boolean endsValue(int at) {
    return at >= text.length()
        || Character.isWhitespace(text.charAt(at))
        || "\"{}[],\\".indexOf(text.charAt(at)) >= 0;
  }

  private int word(int at) {
    int end = at;
    while (end < text.length() && isNameCharacter(text.charAt(end))) {
      if (text.charAt(end) == '%' && end > at && isSign(end)) {
        break;
      }
      end++;
    }
    if (end == at) {
      return at + 1;
    }
    if (text.charAt(at) == '%' && isSign(at)) {
      if (isEncoded(at, '3', 'D')) {
        return separator(at, 3);
      }
      clearName();
      return at + 3;
    }
    Frame frame = frame();
    if (frame.isHidden && frame.kind == '[') {
      hideBare(at, end, frame);
      return end;
    }
    int from = Math.max(at, end - MAX_NAME);
    lastName = text.substring(from, end);
    lastNameIsWord = true;
    lastWordStart = at;
    return text.charAt(at) == '-' ? option(end) : end;
  }

  /** Handles an option such as {@code --password abc}, in which the next word is the value. */
  private int option(int end) {
    boolean isOption =
        end < text.length()
            && text.charAt(end) == ' '
            && lastName != null
            && SecretNames.isSecret(lastName);
    int start = isOption ? skipSpaces(end) : end;
    if (!isOption || start >= text.length() || "-\"'\\".indexOf(text.charAt(start)) >= 0) {
      pending |= isOption;
      return isOption && start < text.length() && text.charAt(start) == '\'' ? quoted(start) : end;
    }
    int valueEnd = endOfBare(start, text.length(), false);
    edits.add(new Edit(start, valueEnd, HIDDEN));
    return valueEnd;
  }

  private int quoted(int start) {
    int end = orEnd(text.indexOf('\'', start + 1));
    edits.add(new Edit(start + 1, end, HIDDEN));
    pending = false;
    return end;
  }

  /** Handles the text of an XML element whose name is that of a secret. */
  private int tag(int at) {
    int end = at + 1;
    while (end < text.length() && isNameCharacter(text.charAt(end)) && text.charAt(end) != '/') {
      end++;
    }
    clearName();
    if (end == at + 1
        || !SecretNames.isSecret(text.substring(at + 1, Math.min(end, at + 1 + MAX_NAME)))) {
      return end;
    }
    int close = end;
    int limit = Math.min(text.length(), end + MAX_TAG);
    while (close < limit && text.charAt(close) != '>') {
      close++;
    }
    if (close == limit) {
      return end;
    }
    int until = orEnd(text.indexOf('<', close));
    edits.add(new Edit(close + 1, until, HIDDEN));
    return until;
  }

  /** Handles a string that starts within a string of nested JSON, up to the end of that string. */
  private int escaped(int at) {
    int end = closingQuote(at);
    String content = unescaped(at, end);
    String clean = nested(content);
    if (!clean.equals(content)) {
      edits.add(new Edit(at, end, escaped(clean)));
    }
    return Math.min(end + 1, text.length());
  }

  private int escapedValue(int at, Frame frame) {
    int slashes = slashes(at);
    int start = at + slashes + 1;
    int end = start;
    while (end < text.length()) {
      int run = slashes(end);
      if (end + run < text.length() && text.charAt(end + run) == '"' && run <= slashes) {
        break;
      }
      end += run + 1;
    }
    end = Math.min(end, text.length());
    hideBare(start, end, frame);
    int quote = end + slashes(end);
    return Math.min(quote + 1, text.length());
  }

  private int slashes(int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) == '\\') {
      end++;
    }
    return end - at;
  }

  private boolean isEscapedQuote(int at) {
    int after = at + slashes(at);
    return after < text.length() && text.charAt(after) == '"';
  }

  private int closingQuote(int from) {
    hasEscapes = false;
    int at = from;
    while (at < text.length() && text.charAt(at) != '"') {
      boolean isEscape = text.charAt(at) == '\\';
      hasEscapes |= isEscape;
      at += isEscape ? 2 : 1;
    }
    return Math.min(at, text.length());
  }

  private int skipSpaces(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Skips spaces, and the rest of {@code =>} and {@code :=}. */
  private int skipValueSpaces(int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == '=' || text.charAt(at) == '>')) {
      at++;
    }
    return skipSpaces(at);
  }

  private int orEnd(int at) {
    return at < 0 ? text.length() : at;
  }

  /** Returns whether there is an encoded separator of a URL within a URL. */
  private boolean isSign(int at) {
    return isEncoded(at, '3', 'D') || isEncoded(at, '2', '6') || isEncoded(at, '3', 'F');
  }

  private boolean isEncoded(int at, char high, char low) {
    return at + 2 < text.length()
        && text.charAt(at + 1) == high
        && Character.toUpperCase(text.charAt(at + 2)) == low;
  }

  private static boolean isNameCharacter(char next) {
    return Character.isLetterOrDigit(next) || "_-.$@%/+*#!~".indexOf(next) >= 0;
  }

  private static boolean isHarmless(String name, String value) {
    return HARMLESS_VALUES.contains(value)
        || ARN.matcher(value).matches()
        || ACCESS_KEY_ID.matcher(value).matches()
        || (TIMES.contains(String.join("", SecretNames.split(name)))
            && TIME.matcher(value).matches());
  }

  private String unescaped(int start, int end) {
    if (!hasEscapes) {
      return text.substring(start, end);
    }
    StringBuilder plain = new StringBuilder(end - start);
    int at = start;
    while (at < end) {
      char next = text.charAt(at);
      if (next != '\\' || at + 1 >= end) {
        plain.append(next);
        at++;
      } else if (text.charAt(at + 1) == 'u' && at + 5 < end && hex(at + 2) >= 0) {
        plain.append((char) hex(at + 2));
        at += 6;
      } else {
        plain.append(unescaped(text.charAt(at + 1)));
        at += 2;
      }
    }
    return plain.toString();
  }

  private static char unescaped(char code) {
    return switch (code) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> code;
    };
  }

  private int hex(int at) {
    int value = 0;
    for (int digit = at; digit < at + 4; digit++) {
      int next = Character.digit(text.charAt(digit), 16);
      if (next < 0) {
        return -1;
      }
      value = value * 16 + next;
    }
    return value;
  }

  private static String escaped(String plain) {
    StringBuilder escaped = new StringBuilder(plain.length() + 16);
    for (int at = 0; at < plain.length(); at++) {
      char next = plain.charAt(at);
      switch (next) {
        case '"', '\\' -> escaped.append('\\').append(next);
        case '\n' -> escaped.append("\\n");
        case '\t' -> escaped.append("\\t");
        case '\r' -> escaped.append("\\r");
        default -> {
          if (next < ' ') {
            escaped.append(String.format("\\u%04x", (int) next));
          } else {
            escaped.append(next);
          }
        }
      }
    }
    return escaped.toString();
  }

  /** Applies the edits in the order of the text. An edit within another one is part of it. */
  private String edited() {
    edits.sort(
        Comparator.comparingInt(Edit::start)
            .thenComparing(Comparator.comparingInt(Edit::end).reversed()));
    StringBuilder clean = new StringBuilder(text.length());
    int from = 0;
    for (Edit edit : edits) {
      if (edit.start() >= from) {
        clean.append(text, from, edit.start()).append(edit.replacement());
        from = edit.end();
      }
    }
    return clean.append(text, from, text.length()).toString();
  }
}

package io.rootmon.internal.text;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides secrets that are known by their form, in a field of any name: PEM blocks, tokens of AWS and
 * of other services, user information in URLs. Runs in linear time: no pattern can match the same
 * characters in two ways.
 */
final class SecretForms {
  private static final int MIN_LENGTH = 10;
  private static final int ACCESS_KEY_LENGTH = 40;
  private static final int MIN_CHANGES = 12;
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";

  /** Tokens that begin a word. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<![\\w-])(?:"
              // JSON Web Tokens, and any JSON object in base64
              + "eyJ[\\w-]{12,}+(?:[.][\\w-]*+){0,4}+[\\w+/=.-]*+"
              // session tokens of AWS, plain or in a URL
              + "|(?:FwoG|FQoG|IQoJ|AQoD|AQoE|AgoJ)[\\w+/=%-]{24,}+"
              // https://docs.github.com: ghp_ and its like; GitLab, npm, PyPI
              + "|gh[opsur]_\\w{16,}+|github_pat_\\w{16,}+|glpat-[\\w-]{12,}+|npm_\\w{24,}+"
              + "|pypi-[\\w-]{24,}+"
              // Slack, Stripe, SendGrid, Twilio, OpenAI and Anthropic, Google
              + "|xox[a-z]-[\\w-]{8,}+|xapp-[\\w-]{12,}+|[rsp]k_(?:live|test)_\\w{8,}+"
              + "|whsec_[\\w+/=]{12,}+|SG[.][\\w-]{12,}+[.][\\w-]{12,}+|SK[0-9a-f]{32}+"
              + "|sk-[\\w-]{20,}+|AIza[\\w-]{24,}+|ya29[.][\\w.-]{10,}+|GOCSPX-[\\w-]{12,}+"
              // HashiCorp, Databricks, DigitalOcean, Atlassian, age, Bedrock
              + "|hv[sb][.]\\w{16,}+|dapi[0-9a-f]{32}+|do[opr]_v1_[0-9a-f]{32,}+"
              + "|ATATT3[\\w=-]{24,}+|AGE-SECRET-KEY-1\\w{20,}+|ABSK[\\w+/=]{24,}+"
              + "|bedrock-api-key-[\\w+/=-]{16,}+"
              // addresses that are secrets: anyone who has them can post
              + "|hooks[.]slack[.]com/[\\w/-]{6,}+|discord(?:app)?[.]com/api/webhooks/[\\w/-]{6,}+"
              + "|[\\w-]{1,60}+[.]webhook[.]office[.]com/[\\w@/-]{6,}+"
              + ")");

  /** The prefixes of the alternatives of {@link #TOKEN}, except for the last one. */
  private static final List<String> TOKEN_STARTS =
      List.of(
          "eyJ",
          "FwoG",
          "FQoG",
          "IQoJ",
          "AQoD",
          "AQoE",
          "AgoJ",
          "gho_",
          "ghp_",
          "ghs_",
          "ghu_",
          "ghr_",
          "github_pat_",
          "glpat-",
          "npm_",
          "pypi-",
          "xox",
          "xapp-",
          "sk_",
          "rk_",
          "pk_",
          "whsec_",
          "SG.",
          "SK",
          "sk-",
          "AIza",
          "ya29.",
          "GOCSPX-",
          "hvs.",
          "hvb.",
          "dapi",
          "doo_v1_",
          "dop_v1_",
          "dor_v1_",
          "ATATT3",
          "AGE-SECRET-KEY-1",
          "ABSK",
          "bedrock-api-key-",
          "hooks.slack.com/",
          "discord");

  /** {@link #TOKEN_STARTS} by their first characters. */
  private static final String[][] STARTS_BY_CHARACTER = startsByCharacter();

  private static final List<String> SCHEMES = List.of("bearer", "basic", "negotiate", "digest");

  /** The credentials that follow a scheme of HTTP authentication. */
  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b(" + String.join("|", SCHEMES) + ")( {1,8}+)([\\w+/=.~-]{8,}+)");

  private static final Pattern USER_INFORMATION =
      Pattern.compile("(?<=://)[^/\\s:@\"'<>]{0,256}+:[^/\\s@\"'<>]{1,512}+@");

  /**
   * Passwords in the options of commands: of MySQL directly after {@code -p}, of others as the next
   * word, and of curl after the user.
   */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?<![\\w-])((?:(?:mysql|mariadb)[\\w-]{0,20}+(?=\\s)[^|;&\\n\"]{0,300}?\\s-p"
              + "|(?:sshpass|docker login|mongo\\w{0,8})(?=\\s)[^|;&\\n\"]{0,300}?\\s-p[ =]?"
              + "|redis-cli(?=\\s)[^|;&\\n\"]{0,300}?\\s-a[ =]?"
              + "|sqlcmd(?=\\s)[^|;&\\n\"]{0,300}?\\s-P[ =]?"
              + "|curl(?=\\s)[^|;&\\n\"]{0,300}?\\s(?:-u|--user)[ =]?['\"]?[^\\s:'\"]{1,80}:)"
              + "['\"]?)[^\\s'\"|;&\\\\]{1,200}+");

  private static final List<String> COMMANDS =
      List.of(
          "mysql", "mariadb", "sshpass", "docker login", "mongo", "redis-cli", "sqlcmd", "curl");

  private SecretForms() {}

  static String redact(String text) {
    if (text.length() < MIN_LENGTH) {
      return text;
    }
    String clean = pemBlocks(text);
    if (mayContainToken(clean)) {
      clean = TOKEN.matcher(clean).replaceAll(SecretRedactor.HIDDEN);
    }
    if (mayContainScheme(clean)) {
      clean = schemes(clean);
    }
    if (clean.contains(" -") && COMMANDS.stream().anyMatch(clean::contains)) {
      clean =
          COMMAND.matcher(clean).replaceAll("$1" + Matcher.quoteReplacement(SecretRedactor.HIDDEN));
    }
    if (clean.contains("://")) {
      clean = USER_INFORMATION.matcher(clean).replaceAll(SecretRedactor.HIDDEN + "@");
    }
    return clean.length() < ACCESS_KEY_LENGTH ? clean : accessKeys(clean);
  }

  private static String[][] startsByCharacter() {
    String[][] starts = new String[128][0];
    for (String start : TOKEN_STARTS) {
      String[] others = starts[start.charAt(0)];
      starts[start.charAt(0)] = Arrays.copyOf(others, others.length + 1);
      starts[start.charAt(0)][others.length] = start;
    }
    return starts;
  }

  /** Checks a string without a regular expression, because few strings contain such a start. */
  private static boolean mayContainToken(String text) {
    for (int at = 0; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next < STARTS_BY_CHARACTER.length) {
        for (String start : STARTS_BY_CHARACTER[next]) {
          if (text.startsWith(start, at)) {
            return true;
          }
        }
      }
    }
    return text.contains(".webhook.office.com/");
  }

  /** Checks a string without a regular expression, because few strings contain a scheme. */
  private static boolean mayContainScheme(String text) {
    for (int space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', space + 1)) {
      for (String scheme : SCHEMES) {
        if (text.regionMatches(true, space - scheme.length(), scheme, 0, scheme.length())) {
          return true;
        }
      }
    }
    return false;
  }

  /** A block ends at its end mark, at a quote, or with the text. Certificates are public. */
  private static String pemBlocks(String text) {
    int begin = text.indexOf(BEGIN);
    if (begin < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    int from = 0;
    int end = text.indexOf(END);
    int quote = -1;
    while (begin >= 0) {
      quote = quote >= begin ? quote : orEnd(text.indexOf('"', begin), text);
      end = end < 0 || end > begin ? end : text.indexOf(END, begin);
      int close = end < 0 ? -1 : text.indexOf("-----", end + END.length());
      int until = close < 0 || close > quote ? quote : close + "-----".length();
      boolean isPublic =
          text.startsWith("CERTIFICATE", begin + BEGIN.length())
              || text.startsWith("PUBLIC KEY", begin + BEGIN.length());
      if (isPublic) {
        clean.append(text, from, until);
      } else {
        clean.append(text, from, begin).append(SecretRedactor.HIDDEN);
      }
      from = until;
      begin = text.indexOf(BEGIN, until);
    }
    return clean.append(text, from, text.length()).toString();
  }

  private static int orEnd(int at, String text) {
    return at < 0 ? text.length() : at;
  }

  private static String schemes(String text) {
    return SCHEME
        .matcher(text)
        .replaceAll(
            it ->
                isRandom(it.group(3))
                    ? it.group(1) + it.group(2) + Matcher.quoteReplacement(SecretRedactor.HIDDEN)
                    : Matcher.quoteReplacement(it.group()));
  }

  /** "Bearer authentication" is prose: letters only, in one case. */
  private static boolean isRandom(String credentials) {
    return changes(credentials, 0, credentials.length()) >= 2
        || credentials.chars().anyMatch(it -> it >= '0' && it <= '9')
        || credentials.endsWith("=");
  }

  /** A secret access key has 40 characters of base64, and changes their kind all the time. */
  private static String accessKeys(String text) {
    StringBuilder clean = new StringBuilder();
    int from = 0;
    int start = 0;
    for (int at = 0; at <= text.length(); at++) {
      if (at < text.length() && isBase64(text.charAt(at))) {
        continue;
      }
      if (at - start == ACCESS_KEY_LENGTH
          && isBounded(text, start, at)
          && changes(text, start, at) >= MIN_CHANGES) {
        clean.append(text, from, start).append(SecretRedactor.HIDDEN);
        from = at;
      }
      start = at + 1;
    }
    return from == 0 ? text : clean.append(text, from, text.length()).toString();
  }

  private static boolean isBase64(char character) {
    return kind(character) != 8 || character == '+' || character == '/';
  }

  private static boolean isBounded(String text, int start, int end) {
    return (start == 0 || "_-.@".indexOf(text.charAt(start - 1)) < 0)
        && (end == text.length() || "_-.=@".indexOf(text.charAt(end)) < 0);
  }

  /** How often the kind of character changes, if it has capital and lowercase letters. */
  private static int changes(String text, int start, int end) {
    int changes = 0;
    int kinds = 0;
    int before = kind(text.charAt(start));
    for (int at = start; at < end; at++) {
      int kind = kind(text.charAt(at));
      changes += kind == before ? 0 : 1;
      kinds |= kind;
      before = kind;
    }
    return (kinds & 3) == 3 ? changes : 0;
  }

  private static int kind(char character) {
    if (character >= 'a' && character <= 'z') {
      return 1;
    } else if (character >= 'A' && character <= 'Z') {
      return 2;
    }
    return character >= '0' && character <= '9' ? 4 : 8;
  }
}

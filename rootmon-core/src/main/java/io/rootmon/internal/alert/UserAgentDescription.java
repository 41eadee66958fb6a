package io.rootmon.internal.alert;

import io.rootmon.internal.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the program and the operating system in a user agent, such as "Chrome 145 on Linux".
 *
 * <p>The table has the programs that appear in root's records: browsers, AWS's command line and
 * SDKs, and infrastructure tools. The library uap-java was measured instead (version 1.6.1, JDK
 * 17): it adds 1.2 MB with its rules, and reading them takes 0.7 s, which a function's cold start
 * cannot spare.
 */
final class UserAgentDescription {
  private static final int MAX_LENGTH = 60;

  /**
   * A program and its pattern. The first match is used: Edge and Opera also name Chrome, and Chrome
   * names Safari.
   */
  private static final class Program {
    private final String expression;
    private final String name;

    /** Compiled when it is first used: a function's first event needs few of them. */
    private volatile @Nullable Pattern pattern;

    private Program(String expression, String name) {
      this.expression = expression;
      this.name = name;
    }

    static Program of(String expression, String name) {
      return new Program(expression, name);
    }

    String name() {
      return name;
    }

    Pattern pattern() {
      Pattern compiled = pattern;
      if (compiled == null) {
        compiled = Pattern.compile(expression);
        pattern = compiled;
      }
      return compiled;
    }
  }

  private static final List<Program> PROGRAMS =
      List.of(
          Program.of("\\bEdgA?(?:iOS)?/(\\d+)", "Edge"),
          Program.of("\\bOPR/(\\d+)", "Opera"),
          Program.of("\\bVivaldi/(\\d+)", "Vivaldi"),
          Program.of("\\bSamsungBrowser/(\\d+)", "Samsung Internet"),
          Program.of("\\b(?:Firefox|FxiOS)/(\\d+)", "Firefox"),
          Program.of("\\bHeadlessChrome/(\\d+)", "headless Chrome"),
          Program.of("\\b(?:Chrome|CriOS|Chromium)/(\\d+)", "Chrome"),
          Program.of("\\bVersion/(\\d+)[\\d.]* (?:Mobile/\\S+ )?Safari/", "Safari"),
          Program.of("\\b(?:MSIE |Trident/.*rv:)(\\d+)", "Internet Explorer"),
          Program.of("^\\[?aws-cli/(\\d+\\.\\d+)", "AWS CLI"),
          Program.of("(?i)^\\[?APN/.*\\bTerraform/(\\d+\\.\\d+)", "Terraform"),
          Program.of("(?i)\\bTerraform/(\\d+\\.\\d+)", "Terraform"),
          Program.of("(?i)\\bPulumi/(\\d+\\.\\d+)", "Pulumi"),
          Program.of("(?i)^\\[?boto3?/(\\d+\\.\\d+)", "Boto3"),
          Program.of("(?i)^\\[?botocore/(\\d+\\.\\d+)", "Botocore"),
          Program.of("(?i)^\\[?aws-sdk-java/(\\d+\\.\\d+)", "AWS SDK for Java"),
          Program.of("(?i)^\\[?aws-sdk-go(?:-v2)?/(\\d+\\.\\d+)", "AWS SDK for Go"),
          Program.of("(?i)^\\[?aws-sdk-(?:js|nodejs)/(\\d+\\.\\d+)", "AWS SDK for JavaScript"),
          Program.of("(?i)^\\[?aws-sdk-rust/(\\d+\\.\\d+)", "AWS SDK for Rust"),
          Program.of("(?i)^\\[?aws-sdk-dotnet\\S*/(\\d+\\.\\d+)", "AWS SDK for .NET"),
          Program.of("(?i)^\\[?aws-sdk-php/(\\d+\\.\\d+)", "AWS SDK for PHP"),
          Program.of("(?i)^\\[?aws-sdk-ruby\\d?/(\\d+\\.\\d+)", "AWS SDK for Ruby"),
          Program.of("(?i)^\\[?S3Console/(\\d+\\.\\d+)", "S3 console"),
          Program.of("(?i)^\\[?curl/(\\d+\\.\\d+)", "curl"),
          Program.of("(?i)^\\[?python-requests/(\\d+\\.\\d+)", "Python Requests"));

  private static final List<Program> SYSTEMS =
      List.of(
          Program.of("\\b(?:iPhone|iPod)\\b", "iPhone"),
          Program.of("\\biPad\\b", "iPad"),
          Program.of("\\bAndroid\\b", "Android"),
          Program.of("\\bCrOS\\b", "ChromeOS"),
          Program.of("(?i)\\bwindows\\b|\\bWin64\\b", "Windows"),
          Program.of("(?i)\\bMac ?OS ?X?\\b|\\bmacos\\b|\\bDarwin\\b|\\bMacintosh\\b", "macOS"),
          Program.of("(?i)\\blinux\\b|\\bX11\\b", "Linux"));

  private static final List<Program> SERVICES =
      List.of(
          Program.of("(?i)^\\[?signin\\.amazonaws\\.com\\]?$", "AWS sign-in"),
          Program.of("(?i)^\\[?console\\.amazonaws\\.com\\]?$", "AWS console"),
          Program.of("(?i)^\\[?AWSCloudTrail.*", "AWS console"),
          Program.of("(?i)^\\[?AWS Internal\\]?$", "AWS"));

  private static final Pattern SERVICE =
      Pattern.compile("\\[?([a-z0-9.-]+\\.amazonaws\\.com(?:\\.cn)?)\\]?");

  /** The number of characters that are read. The longest user agents have a few hundred. */
  private static final int MAX_READ = 1_000;

  private UserAgentDescription() {}

  static String of(String userAgent) {
    String text = userAgent.strip();
    text = text.length() > MAX_READ ? text.substring(0, MAX_READ) : text;
    Optional<String> service = find(SERVICES, text);
    if (service.isPresent()) {
      return service.get();
    }
    Matcher principal = SERVICE.matcher(text);
    if (principal.matches()) {
      return ActivityDescription.callerName(principal.group(1));
    }
    String known = text;
    return find(PROGRAMS, text)
        .map(program -> find(SYSTEMS, known).map(it -> program + " on " + it).orElse(program))
        .orElseGet(() -> SafeText.line(known, MAX_LENGTH));
  }

  private static Optional<String> find(List<Program> programs, String text) {
    for (Program program : programs) {
      Matcher matcher = program.pattern().matcher(text);
      if (matcher.find()) {
        return Optional.of(
            matcher.groupCount() == 0 ? program.name() : program.name() + " " + matcher.group(1));
      }
    }
    return Optional.empty();
  }
}

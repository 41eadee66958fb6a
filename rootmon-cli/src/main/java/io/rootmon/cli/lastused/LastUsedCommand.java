package io.rootmon.cli.lastused;

import io.rootmon.cli.ExitCode;
import io.rootmon.cli.Terminal;
import io.rootmon.cli.UsageException;
import io.rootmon.cli.aws.AccountSessions;
import io.rootmon.cli.aws.AccountSessions.Target;
import io.rootmon.cli.aws.AwsOptions;
import io.rootmon.cli.aws.AwsProblem;
import io.rootmon.cli.aws.AwsSession;
import io.rootmon.cli.lastused.CisControl.Status;
import io.rootmon.cli.lastused.LastUsedReport.AccountResult;
import io.rootmon.internal.Sleeper;
import io.rootmon.internal.text.CountText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rootmon last-used}. */
@Command(
    name = "last-used",
    mixinStandardHelpOptions = true,
    description = "Reports when root's password and keys were last used, and what protects them.",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Reads IAM's credential report and account summary of your account. With",
      "--all-accounts it reads every account of the organization: through a role that",
      "--role-name names, or, without one, through AssumeRoot with the task policy",
      "IAMAuditRootUserCredentials, from the management account or from IAM's delegated",
      "administrator. AssumeRoot cannot read the management account.",
      "",
      "Checks the CIS AWS Foundations Benchmark, numbered as in versions 1.4 and 3.0:",
      "  1.4  no root access key exists",
      "  1.5  MFA is enabled for root",
      "  1.6  root's MFA devices are hardware",
      "  1.7  root is not used for daily tasks: not within --recent-days",
      "An account without root password and keys passes 1.4, 1.5 and 1.6.",
      "",
      "Permissions: iam:GenerateCredentialReport, iam:GetCredentialReport,",
      "iam:GetAccountSummary, iam:ListVirtualMFADevices; organizations:ListAccounts and",
      "sts:AssumeRole or sts:AssumeRoot for --all-accounts. AssumeRoot is itself an",
      "event that rootmon reports.",
      "",
      "Exit codes:",
      "  0  done, and every control passes",
      "  1  a control fails in an account",
      "  2  invalid options or arguments",
      "  4  an account could not be read",
      "",
      "Examples:",
      "  rootmon last-used",
      "  rootmon last-used --all-accounts -f csv > root.csv",
      "  rootmon last-used --all-accounts --role-name OrganizationAccountAccessRole"
    })
public final class LastUsedCommand implements Callable<Integer> {
  /** The format of the report. */
  enum Format {
    TEXT,
    JSON,
    CSV;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int THREADS = 8;
  private static final int MAX_DAYS = 3_650;

  private final Terminal terminal;
  private final Sleeper sleeper;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "text, json or csv (default: text).")
  private Format format = Format.TEXT;

  @Option(
      names = "--recent-days",
      paramLabel = "DAYS",
      description = "A use within this number of days fails CIS 1.7 (default: ${DEFAULT-VALUE}).")
  private int recentDays = 30;

  @Mixin private AccountSessions accounts = new AccountSessions();
  @Mixin private AwsOptions aws = new AwsOptions();

  public LastUsedCommand(Terminal terminal) {
    this(terminal, Sleeper.REAL);
  }

  LastUsedCommand(Terminal terminal, Sleeper sleeper) {
    this.terminal = terminal;
    this.sleeper = sleeper;
  }

  @Override
  public Integer call() {
    aws.check();
    if (recentDays < 1 || recentDays > MAX_DAYS) {
      throw new UsageException("--recent-days " + recentDays + " is out of range. Use 1 to 3,650.");
    }
    List<AccountResult> results;
    try {
      AwsSession session = aws.open();
      results = read(session, accounts.targets(session));
    } catch (AwsProblem e) {
      terminal.print(String.valueOf(e.getMessage()));
      return ExitCode.FAILURE.value();
    }
    LastUsedReport report = new LastUsedReport(terminal.clock().instant(), results);
    switch (format) {
      case TEXT -> terminal.out().print(report.table(terminal));
      case JSON -> terminal.out().print(report.json());
      case CSV -> terminal.out().print(report.csv());
    }
    long unread = 0;
    for (AccountResult result : results) {
      if (result.problem().isPresent()) {
        unread++;
        terminal.print(result.account().label() + ": " + result.problem().get());
      }
    }
    if (unread > 0) {
      terminal.print(
          CountText.of(unread, "account") + " could not be read: the report is incomplete.");
    }
    ExitCode code = report.failures() == 0 ? ExitCode.DONE : ExitCode.FINDINGS;
    return (unread == 0 ? code : ExitCode.FAILURE).value();
  }

  private List<AccountResult> read(AwsSession session, List<Target> targets) {
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<AccountResult>> running = new ArrayList<>();
      for (Target target : targets) {
        running.add(executor.submit(() -> read(session, target)));
      }
      List<AccountResult> results = new ArrayList<>();
      for (Future<AccountResult> result : running) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an account failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      executor.shutdownNow();
    }
  }

  private AccountResult read(AwsSession session, Target target) {
    try {
      RootCredentials root =
          target.isOwn() || accounts.roleName().isPresent()
              ? new CredentialReportReader(sleeper).read(accounts.session(session, target))
              : assumeRoot(session, target);
      Instant now = terminal.clock().instant();
      Map<CisControl, Status> controls = new EnumMap<>(CisControl.class);
      for (CisControl control : CisControl.values()) {
        controls.put(control, control.check(root, now, Duration.ofDays(recentDays)));
      }
      return new AccountResult(target, Optional.of(root), controls, Optional.empty());
    } catch (AwsProblem e) {
      return new AccountResult(
          target, Optional.empty(), Map.of(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private static RootCredentials assumeRoot(AwsSession session, Target target) throws AwsProblem {
    if (target.isManagement()) {
      throw AwsProblem.because(
          "AssumeRoot cannot read the management account: call from it, or use --role-name");
    }
    return new AssumeRootReader()
        .read(session.assumeRoot(target.id().value(), AssumeRootReader.TASK));
  }
}

package io.rootmon.internal.message;

import io.rootmon.account.Account;
import io.rootmon.incident.Decision.NotificationReason;
import io.rootmon.judge.Finding;
import java.util.Optional;

/**
 * The document of a finding.
 *
 * @param headline one sentence that names the activity and the account
 * @param incidentId the incident that the finding belongs to
 * @param reason the reason for the notification of a channel
 * @param suppressed the reason why no channel is notified
 */
public record FindingMessage(
    Finding finding,
    Account account,
    String headline,
    Optional<String> incidentId,
    Optional<NotificationReason> reason,
    Optional<String> suppressed) {}

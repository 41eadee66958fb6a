package io.rootmon.detect;

import java.util.List;
import java.util.Optional;

/** Whether an API call only reads, told by its name where CloudTrail did not say so. */
final class ReadOnlyNames {
  private static final List<String> READING =
      List.of(
          "Get",
          "List",
          "Describe",
          "Head",
          "Lookup",
          "Search",
          "BatchGet",
          "Query",
          "Scan",
          "Check",
          "View",
          "Select",
          "Simulate",
          "Validate",
          "Estimate",
          "Discover",
          "Preview");

  private static final List<String> CHANGING =
      List.of(
          "Create",
          "Delete",
          "Update",
          "Put",
          "Attach",
          "Detach",
          "Add",
          "Remove",
          "Enable",
          "Disable",
          "Start",
          "Stop",
          "Run",
          "Terminate",
          "Modify",
          "Set",
          "Change",
          "Associate",
          "Disassociate",
          "Authorize",
          "Revoke",
          "Register",
          "Deregister",
          "Allocate",
          "Release",
          "Tag",
          "Untag",
          "Import",
          "Upload",
          "Upgrade",
          "Reset",
          "Restore",
          "Reboot",
          "Copy",
          "Cancel",
          "Accept",
          "Reject",
          "Invite",
          "Leave",
          "Close",
          "Move",
          "Deactivate",
          "Activate",
          "Purchase",
          "Request",
          "Send",
          "Publish",
          "Invoke",
          "Execute",
          "Apply",
          "Replace",
          "Rotate",
          "Schedule",
          "Generate",
          "Resync",
          "Subscribe",
          "Unsubscribe");

  private ReadOnlyNames() {}

  /** Empty where the name says neither. */
  static Optional<Boolean> tell(String eventName) {
    if (READING.stream().anyMatch(eventName::startsWith)) {
      return Optional.of(true);
    }
    return CHANGING.stream().anyMatch(eventName::startsWith)
        ? Optional.of(false)
        : Optional.empty();
  }
}

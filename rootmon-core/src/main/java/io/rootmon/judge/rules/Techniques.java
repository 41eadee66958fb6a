package io.rootmon.judge.rules;

import io.rootmon.judge.Rule.Technique;

/** The techniques that root activity can be part of, with their names in ATT&CK v17. */
final class Techniques {
  static final Technique CLOUD_ACCOUNTS =
      new Technique("T1078.004", "Valid Accounts: Cloud Accounts");
  static final Technique ACCOUNT_MANIPULATION = new Technique("T1098", "Account Manipulation");
  static final Technique CLOUD_CREDENTIALS =
      new Technique("T1098.001", "Account Manipulation: Additional Cloud Credentials");
  static final Technique CLOUD_ROLES =
      new Technique("T1098.003", "Account Manipulation: Additional Cloud Roles");
  static final Technique CREATE_CLOUD_ACCOUNT =
      new Technique("T1136.003", "Create Account: Cloud Account");
  static final Technique MODIFY_MFA =
      new Technique("T1556.006", "Modify Authentication Process: Multi-Factor Authentication");
  static final Technique DISABLE_TOOLS =
      new Technique("T1562.001", "Impair Defenses: Disable or Modify Tools");
  static final Technique DISABLE_CLOUD_LOGS =
      new Technique("T1562.008", "Impair Defenses: Disable or Modify Cloud Logs");
  static final Technique CLOUD_FIREWALL =
      new Technique("T1562.007", "Impair Defenses: Disable or Modify Cloud Firewall");
  static final Technique MODIFY_AUTHENTICATION =
      new Technique("T1556", "Modify Authentication Process");
  static final Technique SECRETS =
      new Technique(
          "T1555.006", "Credentials from Password Stores: Cloud Secrets Management Stores");
  static final Technique TRANSFER_DATA = new Technique("T1537", "Transfer Data to Cloud Account");
  static final Technique PASSWORD_GUESSING =
      new Technique("T1110.001", "Brute Force: Password Guessing");
  static final Technique ACCESS_REMOVAL = new Technique("T1531", "Account Access Removal");
  static final Technique MODIFY_HIERARCHY =
      new Technique("T1666", "Modify Cloud Resource Hierarchy");
  static final Technique ACCESS_TOKEN =
      new Technique("T1550.001", "Use Alternate Authentication Material: Application Access Token");
  static final Technique TRUST_MODIFICATION =
      new Technique("T1484.002", "Domain or Tenant Policy Modification: Trust Modification");
  static final Technique SERVICE_DISCOVERY = new Technique("T1526", "Cloud Service Discovery");
  static final Technique TEMPORARY_ACCESS =
      new Technique(
          "T1548.005", "Abuse Elevation Control Mechanism: Temporary Elevated Cloud Access");

  static final Technique UNUSED_REGIONS =
      new Technique("T1535", "Unused/Unsupported Cloud Regions");
  static final Technique UNSECURED_CREDENTIALS =
      new Technique("T1552.001", "Unsecured Credentials: Credentials In Files");

  private Techniques() {}
}

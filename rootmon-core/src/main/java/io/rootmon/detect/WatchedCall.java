package io.rootmon.detect;

import io.rootmon.detect.RootActivity.TamperingEffect;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A call that can change one of rootmon's own resources.
 *
 * @param service the service's short name, as in CloudTrail's {@code eventSource}
 * @param name the name of the API call, without the version that some services append to it
 * @param scope the resources on which the call is relevant
 */
record WatchedCall(String service, String name, TamperingEffect effect, Scope scope) {
  /** AWS Lambda writes {@code UpdateFunctionCode20150331v2} for {@code UpdateFunctionCode}. */
  static final Pattern VERSION = Pattern.compile("20[0-9]{6}(v[0-9]{1,2})?$");

  /** The resources on which a call is relevant. */
  enum Scope {
    /** The spoke of an account, which {@code iac/spoke/scp.json} protects. */
    SPOKE,
    /** The hub only. */
    HUB
  }

  /** Returns the name of a call without its version. */
  static String withoutVersion(String eventName) {
    // Few names end like this, so the expression is rarely evaluated.
    int last = eventName.isEmpty() ? ' ' : eventName.charAt(eventName.length() - 1);
    return last >= '0' && last <= '9' ? VERSION.matcher(eventName).replaceFirst("") : eventName;
  }

  /** Returns the IAM action that allows the call, such as {@code cloudwatch:DeleteAlarms}. */
  String action() {
    String prefix = service.equals("monitoring") ? "cloudwatch" : service;
    return prefix.toLowerCase(Locale.ROOT) + ":" + name;
  }
}

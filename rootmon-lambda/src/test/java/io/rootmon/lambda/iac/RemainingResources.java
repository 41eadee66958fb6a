package io.rootmon.lambda.iac;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Where anything of rootmon's is, by the lists that AWS gives. */
final class RemainingResources {
  /** Lists of the JSON protocol: operation → service. */
  private static final Map<String, String> JSON =
      Map.of(
          "AWSEvents.ListRules", "events",
          "AWSEvents.ListEventBuses", "events",
          "AWSEvents.ListArchives", "events",
          "AmazonSQS.ListQueues", "sqs",
          "DynamoDB_20120810.ListTables", "dynamodb",
          "AmazonSSM.DescribeParameters", "ssm",
          "Logs_20140328.DescribeLogGroups", "logs",
          "TrentService.ListAliases", "kms");

  /** Lists of the query protocol. */
  private static final Map<String, String> FORMS =
      Map.of(
          "Action=ListTopics&Version=2010-03-31", "sns",
          "Action=ListRoles&Version=2010-05-08", "iam",
          "Action=DescribeAlarms&Version=2010-08-01", "monitoring",
          "Action=ListStackSets&Version=2010-05-15&Status=ACTIVE", "cloudformation");

  private static final String FUNCTIONS = "/2015-03-31/functions/";

  /** A deleted StackSet. moto lists it for every requested status. */
  private static final Pattern DELETED =
      Pattern.compile("(?s)<member>((?!</member>).)*<Status>DELETED</Status>((?!</member>).)*");

  /** How many lists there are. */
  static final int LISTS = JSON.size() + FORMS.size() + 1;

  private RemainingResources() {}

  /** The lists that name rootmon, in any place. */
  static Set<String> in(Iterable<MotoAccountRegion> places)
      throws IOException, InterruptedException {
    Set<String> lists = new TreeSet<>();
    for (MotoAccountRegion place : places) {
      for (Map.Entry<String, String> list : JSON.entrySet()) {
        note(lists, list.getKey(), place.call(list.getValue(), list.getKey(), "{}"));
      }
      for (Map.Entry<String, String> list : FORMS.entrySet()) {
        note(lists, list.getKey(), place.form(list.getValue(), list.getKey()));
      }
      note(lists, FUNCTIONS, place.get("lambda", FUNCTIONS));
    }
    return lists;
  }

  private static void note(Set<String> lists, String list, String answer) {
    if (DELETED.matcher(answer).replaceAll("").contains("rootmon")) {
      lists.add(list);
    }
  }
}

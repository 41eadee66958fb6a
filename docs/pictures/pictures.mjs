// node pictures.mjs GOLDEN OUT: see the script "run" beside this file.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Browser } from './browser.mjs';
import { toPalette } from './palette.mjs';
import { jsonPage, slackPage } from './slack.mjs';
import { teamsPage } from './teams.mjs';

const MAX_FILE = 60 * 1024;
const MAX_TOTAL = 3 * 1024 * 1024;
const COLOURS = [64, 32, 16, 8];

/** A kind of message: the name of its pictures, and its folder of golden files. */
const KINDS = [
  ['alert', 'critical/root.sign-in.without-mfa'],
  ['alert-high', 'high/root.change'],
  ['incident-open', 'incident/head'],
  ['incident-closed', 'incident/head-over'],
  ['incident-buttons', 'incident/buttons'],
  ['digest', 'incident/news'],
  ['escalation', 'incident/unanswered'],
  ['reminder', 'incident/reminder'],
  ['report-open', 'incident/so-far'],
  ['report', 'incident/over-responded'],
  ['report-pause', 'incident/over-with-a-pause'],
  ['report-files', 'incident/files'],
  ['week', 'watch/week'],
  ['coverage', 'watch/coverage-one'],
  ['coverage-many', 'watch/coverage-many'],
  ['region-enabled', 'watch/region-enabled'],
  ['drift', 'watch/drift-deleted'],
  ['dead-letters', 'watch/dead-letters-one'],
  ['dead-letter-queue', 'watch/dead-letter-queue'],
  ['spoke-alarm', 'watch/spoke-trouble'],
  ['channel-failing', 'watch/channel-failing'],
  ['channel-rejecting', 'watch/channel-rejecting'],
  ['unreadable', 'malformed/not-json'],
  ['test', 'watch/test'],
];

/** The views of a kind; one without its file has no picture. */
const VIEWS = [
  { name: 'mail-light', file: 'ses.html', width: 640, maxHeight: 1400 },
  { name: 'mail-dark', file: 'ses.html', width: 640, maxHeight: 1400, dark: true },
  { name: 'mail-phone', file: 'ses.html', width: 360, minHeight: 640, maxHeight: 640 },
  { name: 'slack', file: 'slack.json', width: 620, maxHeight: 1400, page: slackPage },
  { name: 'pagerduty', file: 'pagerduty.json', width: 720, maxHeight: 1400, page: jsonPage },
];

/** The captured requests that have pictures: the picture, the request's golden file, the page. */
const REQUESTS = [
  ['alert-teams', 'alert-escalated/teams', (it) => teamsPage(it.attachments[0].content)],
  ['escalation-teams', 'escalation/teams', (it) => teamsPage(it.attachments[0].content)],
  ['report-teams', 'report-closed/teams', (it) => teamsPage(it.attachments[0].content)],
  ['week-teams', 'week/teams', (it) => teamsPage(it.attachments[0].content)],
  ['coverage-teams', 'coverage/teams', (it) => teamsPage(it.attachments[0].content)],
  ['alert-amazon-q', 'alert-escalated/chat', jsonPage],
  ['alert-jsm', 'alert-escalated/jsm', jsonPage],
  ['alert-pagerduty', 'alert-escalated/pagerduty', jsonPage],
  ['alert-securityhub', 'alert-escalated/securityhub', jsonPage],
  ['alert-eventbridge', 'alert-escalated/eventbridge', jsonPage],
];

/** The JSON of the first request: its body, or the message of a form. */
function requestBody(text) {
  const [, body] = /\n\n(?:[\s\S]*?\nMessage: \n)?(\{[\s\S]*?\n\})\n/.exec(text);
  return JSON.parse(body);
}

const [golden, out] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'pages-'));
const browser = new Browser();
await browser.start(process.env.BROWSER);
const made = new Set();
try {
  for (const [kind, folder] of KINDS) {
    for (const view of VIEWS) {
      const source = join(golden, folder, view.file);
      if (existsSync(source)) {
        const page = view.page ? join(work, 'page.html') : source;
        if (view.page) {
          writeFileSync(page, view.page(JSON.parse(readFileSync(source, 'utf8'))));
        }
        const name = `${kind}-${view.name}.png`;
        save(await browser.screenshot(pathToFileURL(page).href, view), name);
        made.add(name);
      }
    }
  }
  for (const [name, request, page] of REQUESTS) {
    const source = join(golden, '..', 'requests', `${request}.txt`);
    if (existsSync(source)) {
      const file = join(work, 'page.html');
      writeFileSync(file, page(requestBody(readFileSync(source, 'utf8'))));
      const view = { width: 640, maxHeight: 1400 };
      save(await browser.screenshot(pathToFileURL(file).href, view), `${name}.png`);
      made.add(`${name}.png`);
    }
  }
} finally {
  await browser.stop();
  rmSync(work, { recursive: true, force: true });
}
for (const old of readdirSync(out).filter((it) => it.endsWith('.png') && !made.has(it))) {
  rmSync(join(out, old));
}
const total = [...made].reduce((sum, it) => sum + statSync(join(out, it)).size, 0);
console.log(`${made.size} pictures, ${Math.round(total / 1024)} KB, in ${out}`);
if (total > MAX_TOTAL) {
  throw new Error(`the pictures have ${total} bytes, at most ${MAX_TOTAL} are allowed`);
}

/** Reduces the colours until the file is small enough. */
function save(png, name) {
  for (const colours of COLOURS) {
    const small = toPalette(png, colours);
    if (small.length <= MAX_FILE) {
      writeFileSync(join(out, name), small);
      return;
    }
  }
  throw new Error(`${name} is larger than ${MAX_FILE} bytes with ${COLOURS.at(-1)} colours`);
}

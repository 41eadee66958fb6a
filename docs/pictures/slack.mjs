// Draws a Slack message from its Block Kit JSON, roughly as Slack shows it. Slack's own renderer is
// not available offline.

const escape = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Slack's mrkdwn, whose text is already escaped. */
function markup(text) {
  const kept = [];
  const keep = (html) => `\u0001${kept.push(html) - 1}\u0001`;
  let out = text
    .replace(/```([\s\S]*?)```/g, (_, code) => keep(`<pre>${code.replace(/^\n/, '')}</pre>`))
    .replace(/`([^`\n]+)`/g, (_, code) => keep(`<code>${code}</code>`))
    .replace(/<!date\^\d+\^[^|>]*\|([^>]+)>/g, '$1')
    .replace(/<(https?:[^|>]+)\|([^>]+)>/g, (_, href, label) => keep(`<a href="${href}">${label}</a>`))
    .replace(/<(https?:[^>]+)>/g, (_, href) => keep(`<a href="${href}">${href}</a>`))
    .replace(/(^|[^\w*])\*([^*\n]+)\*(?![\w*])/g, '$1<b>$2</b>')
    .replace(/(^|[^\w_])_([^_\n]+)_(?![\w_])/g, '$1<i>$2</i>')
    .replaceAll('\n', '<br>');
  while (/\u0001\d+\u0001/.test(out)) {
    out = out.replace(/\u0001(\d+)\u0001/g, (_, at) => kept[Number(at)]);
  }
  return out;
}

/** Emoji as shapes, so that the pictures do not depend on an emoji font. */
const EMOJI = {
  '🔴': '#dd2e44', '🟠': '#f4900c', '🟡': '#fdcb58', '🔵': '#55acee', '⚪': '#ccd6dd', '🟢': '#78b159',
};

function emoji(html) {
  return html
    .replace(/[🔴🟠🟡🔵⚪🟢]/gu, (it) => `<i class="dot" style="background:${EMOJI[it]}"></i>`)
    .replace(/✅/gu, '<i class="tick">✔</i>')
    .replace(/📋|🗒️?/gu, '<i class="sheet"></i>')
    .replace(/⚠️?/gu, '<i class="warning">!</i>');
}

const text = (it) => emoji(it.type === 'mrkdwn' ? markup(it.text) : escape(it.text));

const button = (it) => `<span class="button ${it.style ?? ''}">${text(it.text)}</span>`;

function block(it) {
  switch (it.type) {
    case 'header':
      return `<div class="header">${text(it.text)}</div>`;
    case 'section':
      return `<div class="section">${it.text ? text(it.text) : ''}${
        it.fields ? `<div class="fields">${it.fields.map((f) => `<div>${text(f)}</div>`).join('')}</div>` : ''
      }</div>`;
    case 'context':
      return `<div class="context">${it.elements.map(text).join(' ')}</div>`;
    case 'actions':
      return `<div class="actions">${it.elements.map(button).join('')}</div>`;
    case 'divider':
      return '<hr>';
    default:
      return `<pre>${escape(JSON.stringify(it, null, 2))}</pre>`;
  }
}

const STYLE = `
  body { margin: 0; padding: 14px 18px; background: #fff; color: #1d1c1d;
    font: 15px/1.466 Lato, Arial, sans-serif; overflow-wrap: anywhere; }
  .name { font-weight: 900; } .name small { font-weight: 400; color: #616061; margin-left: 8px; }
  .name em { font: 700 10px Arial; background: #ddd; color: #444; padding: 1px 3px; margin-left: 6px; }
  .header { font-size: 18px; font-weight: 700; margin: 8px 0; }
  .section, .context, .actions { margin: 8px 0; }
  .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; }
  .context { font-size: 13px; color: #616061; }
  code, pre { font: 12px/1.5 "DejaVu Sans Mono", monospace; background: #f6f6f6;
    border: 1px solid #ddd; border-radius: 3px; }
  code { color: #c01343; padding: 2px 3px 1px; } pre { padding: 8px; white-space: pre-wrap; margin: 4px 0; }
  a { color: #1264a3; text-decoration: none; }
  .button { display: inline-block; border: 1px solid #bbb; border-radius: 4px; padding: 4px 12px;
    font-weight: 700; font-size: 14px; margin: 0 8px 4px 0; }
  .primary { background: #007a5a; color: #fff; } .danger { background: #e01e5a; color: #fff; }
  i.dot, i.tick, i.sheet, i.warning { display: inline-block; width: 15px; height: 15px; font: 700 11px/15px Arial;
    text-align: center; vertical-align: -2px; color: #fff; }
  i.dot { border-radius: 8px; } i.tick { background: #77b255; border-radius: 3px; }
  i.sheet { background: repeating-linear-gradient(#e1e8ed 0 2px, #99aab5 2px 3px); border: 1px solid #c1694f;
    width: 11px; } i.warning { background: #ffcc4d; color: #231f20; border-radius: 3px; }
  hr { border: 0; border-top: 1px solid #ddd; }`;

export function slackPage(message) {
  return `<!DOCTYPE html><meta charset="utf-8"><style>${STYLE}</style>
    <div class="name">rootmon<em>APP</em><small>03:00</small></div>
    ${message.blocks.map(block).join('\n')}
    ${(message.attachments ?? []).flatMap((it) => it.blocks ?? []).map(block).join('\n')}`;
}

export function jsonPage(document) {
  return `<!DOCTYPE html><meta charset="utf-8">
    <style>body{margin:0;padding:14px 18px;background:#fff;color:#1d1c1d}
    pre{font:13px/1.5 "DejaVu Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:0}
    b{color:#1d4f91;font-weight:400}</style>
    <pre>${escape(JSON.stringify(document, null, 2)).replace(/^( *)("[^"]+"):/gm, '$1<b>$2</b>:')}</pre>`;
}

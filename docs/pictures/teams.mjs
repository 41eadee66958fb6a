// Draws an Adaptive Card from its JSON, roughly as Teams shows it. Microsoft's own renderer is a
// package with a look of its own.

const escape = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const STYLES = { attention: '#fde7e9', warning: '#fff4ce', accent: '#e8ebfa', default: '#f5f5f5' };

function element(it) {
  const gap = { None: 0, Small: 4, Medium: 16 }[it.spacing] ?? 8;
  const at = `style="margin-top:${gap}px"`;
  switch (it.type) {
    case 'Container':
      return `<div class="container" style="background:${STYLES[it.style]}">${it.items.map(element).join('')}</div>`;
    case 'TextBlock': {
      const kind = [it.size, it.weight, it.isSubtle && 'Subtle', it.color].filter(Boolean).join(' ');
      return `<div class="${kind}" ${at}>${escape(it.text)}</div>`;
    }
    case 'RichTextBlock':
      return `<div class="mono" ${at}>${it.inlines.map((run) => escape(run.text)).join('')}</div>`;
    case 'FactSet':
      return `<table ${at}>${it.facts
        .map((fact) => `<tr><th>${escape(fact.title)}</th><td>${escape(fact.value)}</td></tr>`)
        .join('')}</table>`;
    case 'ActionSet':
      return `<div ${at}>${it.actions.map((action) => `<span class="button">${escape(action.title)}</span>`).join('')}</div>`;
    default:
      return `<pre>${escape(JSON.stringify(it, null, 2))}</pre>`;
  }
}

export function teamsPage(card) {
  return `<!DOCTYPE html><meta charset="utf-8">
    <style>body{margin:0;padding:16px;background:#f5f5f5;font:14px/20px "Segoe UI",Helvetica,Arial,sans-serif;color:#242424}
    .from{font-size:12px;color:#616161;margin:0 0 6px}
    .card{background:#fff;border-radius:6px;padding:0 16px 16px;box-shadow:0 0 2px #0003;overflow:hidden}
    .container{margin:0 -16px 12px;padding:12px 16px}
    .Large{font-size:18px;line-height:24px}.Small{font-size:12px;line-height:16px}
    .Bolder{font-weight:600}.Subtle{color:#616161}.warning{color:#8a6100}
    .mono{font:12px/18px "DejaVu Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
    table{border-spacing:0}th{font-weight:600;text-align:left;vertical-align:top;padding:1px 16px 1px 0;white-space:nowrap}
    td{padding:1px 0;overflow-wrap:anywhere}
    .button{display:inline-block;border:1px solid #d1d1d1;border-radius:4px;padding:5px 12px;margin:0 8px 6px 0;font-weight:600}</style>
    <div class="from">Workflows</div><div class="card">${card.body.map(element).join('')}</div>`;
}


// Everything is in the page already: this only sorts and hides rows that are there.
(() => {
  'use strict';
  const table = document.getElementById('findings');
  if (!table) {
    return;
  }
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const headers = Array.from(table.tHead.rows[0].cells);
  const numeric = [0, 5];

  const key = (row, column) => {
    const cell = row.cells[column];
    const text = cell.dataset.sort ?? cell.textContent.trim();
    return numeric.includes(column) ? Number(text) : text;
  };
  const compare = (one, other) =>
    typeof one === 'number' ? one - other : one < other ? -1 : one > other ? 1 : 0;

  const sort = (column) => {
    const header = headers[column];
    const before = header.getAttribute('aria-sort');
    // The worst first, and the rest from the first on.
    const first = column === 0 ? 'descending' : 'ascending';
    const second = column === 0 ? 'ascending' : 'descending';
    const now = before === first ? second : first;
    headers.forEach((it) => it.removeAttribute('aria-sort'));
    header.setAttribute('aria-sort', now);
    const sign = now === 'ascending' ? 1 : -1;
    const keyed = rows.map((row, at) => ({ row, at, key: key(row, column) }));
    keyed.sort((a, b) => sign * compare(a.key, b.key) || a.at - b.at);
    body.append(...keyed.map((it) => it.row));
  };

  headers.forEach((header, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...header.childNodes);
    button.addEventListener('click', () => sort(column));
    header.append(button);
  });

  const least = document.getElementById('least');
  const account = document.getElementById('account');
  const text = document.getElementById('text');
  const count = document.querySelector('.filters .count');
  const words = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

  const filter = () => {
    const wanted = text.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits =
        Number(row.dataset.rank) >= Number(least.value) &&
        (account.selectedIndex <= 0 || row.dataset.account === account.value) &&
        words.get(row).includes(wanted);
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    count.textContent = `Showing ${shown} of ${rows.length}`;
  };
  [least, account, text].forEach((it) => it.addEventListener('input', filter));
  document.querySelector('.filters').hidden = false;
  filter();

  const opened = [];
  window.addEventListener('beforeprint', () => {
    document.querySelectorAll('details:not([open])').forEach((it) => {
      it.open = true;
      opened.push(it);
    });
  });
  window.addEventListener('afterprint', () => {
    opened.splice(0).forEach((it) => {
      it.open = false;
    });
  });
})();

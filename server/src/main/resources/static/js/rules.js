// The editor of a rule: fields offer what fits, and lines come as they are needed. Without this every line is there,
// all comparisons are offered, and the server makes the best of them.

const form = document.getElementById('rule');

const chosen = (select) => select.selectedOptions[0]?.dataset ?? {};

function fitLine(line) {
  const select = line.querySelector('select');
  const input = line.querySelector('input');
  const { source, ops, takes } = chosen(select);
  input.setAttribute('list', `choices-${source ?? 'free'}`);
  // read-only and not disabled: the values of the lines are sent as one list
  input.readOnly = takes === 'none';
  if (input.readOnly) {
    input.value = '';
  }
  const op = line.querySelector('select[name=op]');
  if (op && ops) {
    const fitting = ops.split(' ');
    for (const option of op.options) {
      option.hidden = !fitting.includes(option.value);
      option.disabled = option.hidden;
    }
    if (!fitting.includes(op.value)) {
      [op.value] = fitting;
    }
  }
}

function fitEvent() {
  const { source, takes } = chosen(form.elements.event);
  form.elements.value.setAttribute('list', `choices-${source}`);
  form.elements.value.closest('.rules-value').hidden = takes === 'none';
  form.elements.hours.closest('.rules-value').hidden = takes !== 'both';
}

function spare(lines) {
  const all = [...lines.querySelectorAll('[data-line]')];
  const empty = all.filter((line) => !line.querySelector('select').value);
  empty.slice(1).forEach((line) => line.remove());
  const add = document.createElement('button');
  add.type = 'button';
  add.className = 'btn btn-sm';
  add.textContent = lines.dataset.lines;
  add.addEventListener('click', () => {
    const line = all[0].cloneNode(true);
    line.querySelectorAll('select').forEach((select) => {
      select.selectedIndex = 0;
    });
    line.querySelector('input').value = '';
    add.before(line);
    fitLine(line);
    line.querySelector('select').focus();
  });
  lines.append(add);
}

if (form) {
  form.querySelectorAll('[data-lines]').forEach(spare);
  form.querySelectorAll('[data-line]').forEach(fitLine);
  fitEvent();
  form.addEventListener('change', (event) => {
    const line = event.target.closest('[data-line]');
    if (line && event.target === line.querySelector('select')) {
      fitLine(line);
    } else if (event.target.name === 'event') {
      fitEvent();
    }
  });
}

// Suggestions while one types: <textarea data-suggest=";" data-suggest-from="address"> asks for what fits to the
// letters after the mark, at the beginning of a word, and puts the chosen one in their place. Arrow keys walk, Enter or
// Tab takes, Escape closes. The answer is [{ "label", "hint", "text", "used", "macro" }, ...]; what has a macro puts in
// nothing but says so to whoever listens for it.

const LONGEST = 40;
let field; // the field that is being helped
let box;
let begin = 0; // where the mark stands
let found = [];
let chosen = 0;
let turn = 0;
let dismissed = -1; // a mark whose list was closed stays quiet

document.addEventListener('input', (event) => {
  if (event.target.matches('textarea[data-suggest]')) {
    look(event.target);
  }
});

async function look(target) {
  const mark = target.dataset.suggest;
  const before = target.value.slice(0, target.selectionStart);
  const at = before.lastIndexOf(mark);
  const typed = before.slice(at + 1);
  const plain = at >= 0 && (at === 0 || /[\s(]/.test(before[at - 1])) && typed.length <= LONGEST && !typed.includes('\n') && !typed.startsWith(' ');
  if (!plain || at === dismissed) {
    if (!plain) {
      dismissed = -1;
    }
    close();
    return;
  }
  const mine = ++turn;
  let answer;
  try {
    answer = await fetch(`${target.dataset.suggestFrom}?q=${encodeURIComponent(typed)}`, { headers: { Accept: 'application/json' } });
  } catch {
    return;
  }
  if (mine !== turn || !answer.ok) {
    return;
  }
  const list = await answer.json();
  if (mine !== turn) {
    return;
  }
  // Several words that fit nothing are words, and no search.
  if (list.length === 0 && typed.includes(' ')) {
    close();
    return;
  }
  field = target;
  begin = at;
  found = list;
  draw();
}

function draw() {
  if (!box) {
    box = document.createElement('div');
    box.className = 'kw-suggest';
    box.id = 'suggest';
  }
  const list = document.createElement('ul');
  list.id = 'suggest-list';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', field.dataset.suggestLabel);
  list.append(
    ...found.map(({ label, hint }, index) => {
      const option = document.createElement('li');
      option.id = `suggest-${index}`;
      option.setAttribute('role', 'option');
      option.dataset.index = index;
      const name = Object.assign(document.createElement('span'), { textContent: label });
      name.dataset.content = '';
      option.append(name);
      if (hint) {
        const more = Object.assign(document.createElement('span'), { textContent: hint, className: 'kw-suggest-hint' });
        more.dataset.content = '';
        option.append(more);
      }
      return option;
    }),
  );
  const preview = Object.assign(document.createElement('p'), { className: 'kw-suggest-preview' });
  preview.dataset.content = '';
  const none = Object.assign(document.createElement('p'), { className: 'kw-suggest-none', textContent: field.dataset.suggestNone });
  none.setAttribute('role', 'status');
  box.replaceChildren(...(found.length > 0 ? [list, preview] : [none]));
  field.before(box);
  if (found.length > 0) {
    field.setAttribute('aria-controls', 'suggest-list');
    field.setAttribute('aria-autocomplete', 'list');
    choose(0);
  }
}

function choose(index) {
  chosen = index;
  for (const option of box.querySelectorAll('[role="option"]')) {
    option.setAttribute('aria-selected', String(Number(option.dataset.index) === index));
  }
  const option = box.querySelector(`#suggest-${index}`);
  option?.scrollIntoView({ block: 'nearest' });
  field.setAttribute('aria-activedescendant', option?.id ?? '');
  const preview = box.querySelector('.kw-suggest-preview');
  const { text, label } = found[index];
  preview.textContent = text.trim().replace(/^@/, '') === label ? '' : text;
}

function close() {
  turn++;
  if (box?.isConnected) {
    box.remove();
  }
  for (const name of ['aria-controls', 'aria-activedescendant', 'aria-autocomplete']) {
    field?.removeAttribute(name);
  }
  found = [];
}

function take(index) {
  const { text, used, macro } = found[index];
  const target = field;
  const end = target.selectionStart;
  close();
  target.focus();
  if (macro) {
    target.dispatchEvent(new CustomEvent('macro', { bubbles: true, detail: { href: macro, begin, end } }));
    return;
  }
  target.setRangeText(text, begin, end, 'end');
  target.dispatchEvent(new Event('input', { bubbles: true }));
  if (used) {
    const { csrfHeader, csrfToken } = document.body.dataset;
    fetch(used, { method: 'POST', headers: { [csrfHeader]: csrfToken } }).catch(() => {});
  }
}

// Before the keys of the page: while the list is open, they are its own.
document.addEventListener(
  'keydown',
  (event) => {
    if (!box?.isConnected || event.target !== field || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') {
      dismissed = begin;
      close();
    } else if (found.length > 0 && step) {
      choose((chosen + step + found.length) % found.length);
    } else if (found.length > 0 && (event.key === 'Enter' || event.key === 'Tab')) {
      take(chosen);
    } else {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

document.addEventListener('mousedown', (event) => {
  const option = event.target.closest?.('#suggest [role="option"]');
  if (option) {
    event.preventDefault();
    take(Number(option.dataset.index));
  } else if (box?.isConnected && !box.contains(event.target)) {
    close();
  }
});

document.addEventListener('focusout', (event) => {
  if (event.target === field) {
    close();
  }
});

// The list of the inbox by keyboard and mouse: picking conversations, one deed for all of them with its way back, views
// by g and a letter, and what is shown after an action.

const inbox = document.getElementById('inbox');
const refresh = () => document.body.dispatchEvent(new CustomEvent('live:refresh'));

const typing = (target) => target.closest?.('input:not([type="checkbox"]), textarea, select, [contenteditable]');
const off = () => localStorage.getItem('keepwell.keys') === 'off';

// A request of our own page; a refusal is said as a toast and thrown.
async function send(href, options = {}) {
  const { csrfHeader, csrfToken } = document.body.dataset;
  const headers = { 'HX-Request': 'true', Accept: 'text/html, application/json, application/problem+json' };
  if (csrfHeader && options.method) {
    headers[csrfHeader] = csrfToken;
  }
  const answer = await fetch(href, { ...options, headers });
  if (!answer.ok) {
    const problem = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {};
    const text = problem.detail ?? document.getElementById('toasts').dataset.failed;
    document.body.dispatchEvent(new CustomEvent('toast', { detail: { text } }));
    throw new Error(`${href} answered ${answer.status}`);
  }
  return answer;
}

// ---- Picking ---------------------------------------------------------------------------------------------------
// The boxes are the truth; they are set again after the list was laid anew, for as long as their rows are there.

const picked = new Set();
let all = 0;
let from;

const boxes = () => [...inbox.querySelectorAll('.kw-pick')];

function tell() {
  const form = document.getElementById('bulk');
  const words = form?.querySelector('[data-picked]');
  if (!words) {
    return;
  }
  form.querySelector('[data-bulk-all]').value = String(all > 0);
  const [pattern, count] = all > 0 ? [words.dataset.allWords, all] : [words.dataset.words, picked.size];
  const text = picked.size === 0 ? '' : pattern.replace('{n}', new Intl.NumberFormat(document.documentElement.lang).format(count));
  if (words.textContent !== text) {
    words.textContent = text;
  }
  form.querySelector('[data-pick-all]').hidden = all > 0;
}

function pick(box, on) {
  box.checked = on;
  if (on) {
    picked.add(box.value);
  } else {
    picked.delete(box.value);
    all = 0;
  }
}

function pickTo(box) {
  const list = boxes();
  const start = list.findIndex((one) => one.value === from);
  const end = list.indexOf(box);
  const on = start < 0 || list[start].checked;
  for (const one of list.slice(Math.min(start < 0 ? end : start, end), Math.max(start, end) + 1)) {
    pick(one, on);
  }
  from = box.value;
  tell();
}

function pickNone() {
  boxes().forEach((box) => pick(box, false));
  picked.clear();
  all = 0;
  tell();
}

inbox.addEventListener('click', (event) => {
  if (event.target.matches('.kw-pick')) {
    if (event.shiftKey && from) {
      pickTo(event.target);
    } else {
      pick(event.target, event.target.checked);
      from = event.target.value;
      tell();
    }
  }
  if (event.target.closest('[data-pick-none]')) {
    pickNone();
  }
  if (event.target.closest('[data-pick-all]')) {
    pickAll();
  }
  if (event.target.closest('[data-batch-close]')) {
    event.preventDefault();
    place().replaceChildren();
  }
});

async function pickAll() {
  const answer = await send(`/inbox/matching${location.search}`);
  const { count } = await answer.json();
  boxes().forEach((box) => pick(box, true));
  all = count;
  tell();
}

document.body.addEventListener('lay', () => {
  const here = boxes();
  const values = new Set(here.map((box) => box.value));
  for (const value of [...picked]) {
    if (!values.has(value)) {
      picked.delete(value);
    }
  }
  here.forEach((box) => {
    box.checked = picked.has(box.value);
  });
  if (picked.size === 0) {
    all = 0;
  }
  tell();
});

// ---- One deed for all of them ----------------------------------------------------------------------------------

const place = () => document.querySelector('[data-batch-place]');

function report(html) {
  const section = new DOMParser().parseFromString(html, 'text/html').getElementById('batch');
  if (!section || !place()) {
    return;
  }
  place().replaceChildren(section);
  if (section.dataset.running) {
    setTimeout(() => follow(section.dataset.batch), 800);
  } else {
    refresh();
  }
}

async function follow(batch) {
  if (place()?.querySelector(`[data-batch="${CSS.escape(batch)}"]`)) {
    report(await (await send(`/inbox/bulk/${batch}`)).text());
  }
}

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.matches('form[data-bulk], form[data-batch-form]') || !form.closest('#inbox')) {
    return;
  }
  event.preventDefault();
  form.querySelectorAll('details[open]').forEach((menu) => {
    menu.open = false;
  });
  if (form.matches('[data-bulk]')) {
    form.querySelector('[data-bulk-filter]').value = location.pathname + location.search;
  }
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  const answer = await send(form.getAttribute('action'), { method: 'POST', body: fields });
  pickNone();
  report(await answer.text());
});

// ---- Keys: x picks, g and a letter goes to a view --------------------------------------------------------------

let going = 0;

function underHand() {
  const row =
    document.activeElement?.closest?.('.kw-rows li') ??
    inbox.querySelector('.kw-row[aria-current="true"]')?.closest('li') ??
    inbox.querySelector('.kw-rows li');
  return row?.querySelector('.kw-pick');
}

document.addEventListener(
  'keydown',
  (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || off() || typing(event.target) || document.querySelector('dialog[open]')) {
      return;
    }
    if (event.key === 'Escape' && picked.size > 0 && !document.querySelector('details.kw-menu[open]')) {
      pickNone();
      return;
    }
    const box = event.key.toLowerCase() === 'x' ? underHand() : undefined;
    if (box) {
      event.preventDefault();
      if (event.shiftKey && from) {
        pickTo(box);
      } else {
        pick(box, !box.checked);
        from = box.value;
        tell();
      }
      return;
    }
    const soon = Date.now() - going < 1500;
    going = event.key === 'g' ? Date.now() : 0;
    if (soon && event.key !== 'g') {
      const view = inbox.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (view) {
        event.preventDefault();
        event.stopImmediatePropagation();
        view.click();
      }
    }
  },
  true,
);

// ---- After an action -------------------------------------------------------------------------------------------
// Where it took the open conversation out of the list: the next one, the same one, or the list, as the person likes.

let leaving;

document.addEventListener(
  'submit',
  (event) => {
    const current = inbox.querySelector('.kw-row[aria-current="true"]')?.closest('li');
    // what is sent says itself what is shown then
    if (!event.target.matches('form[data-act]:not([data-sends], [data-onward])') || !current || inbox.dataset.after === 'stay') {
      return;
    }
    const next = current.nextElementSibling ?? current.previousElementSibling;
    leaving = { row: current.id, next: next?.id, until: Date.now() + 10_000 };
  },
  true,
);

document.body.addEventListener('lay', () => {
  if (!leaving) {
    return;
  }
  const { row, next, until } = leaving;
  if (Date.now() > until) {
    leaving = undefined;
    return;
  }
  if (document.getElementById(row)) {
    return;
  }
  leaving = undefined;
  const link = inbox.dataset.after === 'next' && next ? document.querySelector(`#${CSS.escape(next)} .kw-row`) : undefined;
  (link ?? inbox.querySelector('.kw-back'))?.click();
});

tell();

// What every page shares: toasts, times that age, growing text fields, menus, keys, the palette, and swaps that keep
// what has not changed. Elements ask for it by data attributes; each is explained where it is read.

const { lang } = document.documentElement;
const body = document.body;

// ---- Toasts ----------------------------------------------------------------------------------------------------
// A page says `body.dispatchEvent(new CustomEvent('toast', { detail: { text, undo: { href, method } } }))`; the server
// says the same with the header `HX-Trigger: {"toast": {...}}`.

const toasts = document.getElementById('toasts');

export function toast(text, undo) {
  const box = document.createElement('div');
  box.className = 'kw-toast';
  const words = document.createElement('span');
  words.textContent = text;
  box.append(words);
  if (undo) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = undo.label ?? toasts.dataset.undo;
    button.addEventListener('click', async () => {
      box.remove();
      if (typeof undo.act === 'function') {
        undo.act();
        return;
      }
      await send(undo.href, { method: undo.method ?? 'POST' });
      body.dispatchEvent(new CustomEvent('live:refresh'));
    });
    box.append(button);
  }
  toasts.append(box);
  setTimeout(() => box.remove(), undo ? 10_000 : 6_000);
}

body.addEventListener('toast', (event) => toast(event.detail.text ?? event.detail.value, event.detail.undo));

// ---- Requests --------------------------------------------------------------------------------------------------

function csrf() {
  const { csrfHeader, csrfToken } = body.dataset;
  return csrfHeader ? { [csrfHeader]: csrfToken } : {};
}

/** A request of our own page with its CSRF token; a failure is told as a toast and thrown. */
export async function send(href, options = {}) {
  const answer = await fetch(href, { ...options, headers: { 'HX-Request': 'true', ...csrf(), ...options.headers } });
  if (!answer.ok) {
    toast(await refusal(answer.headers.get('content-type'), () => answer.text()));
    throw new Error(`${href} answered ${answer.status}`);
  }
  return answer;
}

async function refusal(type, text) {
  if (type?.includes('json')) {
    const problem = JSON.parse(await text());
    return problem.detail ?? problem.title ?? toasts.dataset.failed;
  }
  return toasts.dataset.failed;
}

body.addEventListener('htmx:configRequest', (event) => Object.assign(event.detail.headers, csrf()));
body.addEventListener('htmx:responseError', async (event) => {
  const { xhr } = event.detail;
  toast(await refusal(xhr.getResponseHeader('content-type'), async () => xhr.responseText));
});
body.addEventListener('htmx:sendError', () => toast(toasts.dataset.offline));

// ---- Times that age --------------------------------------------------------------------------------------------
// <time datetime="..." data-relative="short|long" title="the exact instant">

const unit = (name) => new Intl.NumberFormat(lang, { style: 'unit', unit: name, unitDisplay: 'short' });
const minutes = unit('minute');
const hours = unit('hour');
const relative = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
const weekday = new Intl.DateTimeFormat(lang, { weekday: 'short' });
const day = new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'short' });
const dayOfYear = new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'short', year: 'numeric' });

function daysBetween(then, now) {
  const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(now) - midnight(then)) / 86_400_000);
}

export function age(then, now, style) {
  const past = Math.floor((now - then) / 60_000);
  const days = daysBetween(then, now);
  if (past < 1) {
    return relative.format(0, 'second');
  }
  if (past < 60) {
    return style === 'short' ? minutes.format(past) : relative.format(-past, 'minute');
  }
  if (days === 0 || past < 6 * 60) {
    const whole = Math.floor(past / 60);
    return style === 'short' ? hours.format(whole) : relative.format(-whole, 'hour');
  }
  if (days === 1) {
    return relative.format(-1, 'day');
  }
  if (days < 7) {
    return style === 'short' ? weekday.format(then) : relative.format(-days, 'day');
  }
  return then.getFullYear() === now.getFullYear() ? day.format(then) : dayOfYear.format(then);
}

function ageTimes(root = document) {
  const now = new Date();
  for (const time of root.querySelectorAll('time[data-relative]')) {
    const text = age(new Date(time.dateTime), now, time.dataset.relative);
    if (time.textContent !== text) {
      time.textContent = text;
    }
  }
}

// <span data-countdown="instant" data-words="Sends in {n} s">: counts down and asks for a refresh at nought.
function countDown() {
  for (const span of document.querySelectorAll('[data-countdown]')) {
    const left = Math.ceil((new Date(span.dataset.countdown) - Date.now()) / 1000);
    if (left > 0) {
      span.textContent = span.dataset.words.replace('{n}', left);
    } else if (!span.dataset.over) {
      span.dataset.over = 'true';
      span.textContent = span.dataset.then ?? '';
      setTimeout(() => body.dispatchEvent(new CustomEvent('live:refresh')), 1_000);
    }
  }
}

setInterval(countDown, 500);
setInterval(ageTimes, 20_000);

// ---- Fields and frames that fit their content ------------------------------------------------------------------
// <textarea data-autosize>, <iframe data-fit>

function grow(field) {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + 2}px`;
}

function fit(frame) {
  const measure = () => {
    const inside = frame.contentDocument?.documentElement;
    if (inside && inside.scrollHeight > 0) {
      frame.style.height = '0';
      frame.style.height = `${inside.scrollHeight + 2}px`;
    }
  };
  frame.addEventListener('load', measure);
  measure();
}

document.addEventListener('input', (event) => {
  if (event.target.matches('textarea[data-autosize]')) {
    grow(event.target);
  }
});

// <input type="file" data-names="id of the place that lists the chosen names">
document.addEventListener('change', (event) => {
  const place = event.target.dataset?.names && document.getElementById(event.target.dataset.names);
  if (place) {
    place.textContent = [...event.target.files].map((file) => file.name).join(', ');
    place.hidden = event.target.files.length === 0;
  }
});

// <button data-copy-text="..." data-copied="Copied">
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy-text]');
  if (button) {
    await navigator.clipboard.writeText(button.dataset.copyText);
    toast(button.dataset.copied);
  }
});

// ---- Laying an answer over the page ----------------------------------------------------------------------------
// body event `lay` with { target, html }: the answer is laid over the element of the same id. Children of an element
// with data-keep are matched by id; one that is the same as when the server last said it stays untouched, with its
// focus, its scroll, its open details and its loaded frames. data-keep="always" stays for as long as its id does:
// something is being typed there.

const said = new WeakMap();

function essence(element) {
  const copy = element.cloneNode(true);
  for (const time of copy.querySelectorAll('time[data-relative], [data-countdown]')) {
    time.textContent = '';
  }
  for (const token of copy.querySelectorAll('input[name="_csrf"]')) {
    token.remove();
  }
  return copy.outerHTML;
}

function remember(root) {
  for (const keeper of [root, ...root.querySelectorAll('[data-keep]')]) {
    if (keeper.dataset?.keep === '') {
      for (const child of keeper.children) {
        said.set(child, essence(child));
      }
    }
  }
}

function lay(old, fresh, added) {
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
  for (const name of ['aria-current', 'hidden']) {
    if (!fresh.hasAttribute(name)) {
      old.removeAttribute(name);
    }
  }
  const before = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
  const wanted = [...fresh.children].map((next) => {
    const known = before.get(next.id);
    const words = essence(next);
    if (known && next.dataset.keep === '') {
      lay(known, next, added);
      return known;
    }
    if (known && (next.dataset.keep === 'always' || said.get(known) === words)) {
      return known;
    }
    said.set(next, words);
    remember(next);
    added.push(next);
    return next;
  });
  // First what is gone, so that what stays need not be moved: a moved element loses focus and scroll.
  for (const child of [...old.children]) {
    if (!wanted.includes(child)) {
      child.remove();
    }
  }
  wanted.forEach((child, index) => {
    if (old.children[index] !== child) {
      old.insertBefore(child, old.children[index] ?? null);
    }
  });
}

body.addEventListener('lay', ({ detail: { target, html } }) => {
  const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById(target.id);
  if (!fresh) {
    // Something else was answered, the sign-in for instance: let the browser ask for itself.
    location.reload();
    return;
  }
  const focused = document.activeElement?.id;
  const added = [];
  lay(target, fresh, added);
  if (focused && document.activeElement?.id !== focused) {
    document.getElementById(focused)?.focus({ preventScroll: true });
  }
  for (const element of added) {
    window.htmx?.process(element);
    welcome(element);
  }
});

// ---- Menus and dialogs -----------------------------------------------------------------------------------------

document.addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.kw-menu[open]')) {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }
  const opener = event.target.closest('[data-opens]');
  if (opener) {
    open(document.getElementById(opener.dataset.opens));
  }
});

// Opening one menu closes the others; the first thing in it gets the focus when it was opened by a key.
document.addEventListener(
  'toggle',
  (event) => {
    if (event.target.matches?.('details.kw-menu') && event.target.open) {
      for (const menu of document.querySelectorAll('details.kw-menu[open]')) {
        if (menu !== event.target && !menu.contains(event.target)) {
          menu.open = false;
        }
      }
    }
  },
  true,
);

function open(dialog) {
  if (dialog && !dialog.open) {
    dialog.showModal();
  }
}

// ---- Keys ------------------------------------------------------------------------------------------------------
// data-key="r" on a link, button, field or summary: the key presses it. data-rows: a list that j and k walk.
// Letters alone can be switched off in the help dialog (WCAG 2.1.4).

const singles = document.getElementById('single-keys');
if (singles) {
  singles.checked = localStorage.getItem('keepwell.keys') !== 'off';
  singles.addEventListener('change', () => localStorage.setItem('keepwell.keys', singles.checked ? 'on' : 'off'));
}

function typing(target) {
  return target.closest('input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"]), textarea, select, [contenteditable]');
}

function walk(step) {
  const rows = [...document.querySelectorAll('[data-rows] [data-row]')].filter((row) => row.offsetParent);
  if (rows.length === 0) {
    return;
  }
  const at = rows.findIndex((row) => row.getAttribute('aria-current') === 'true');
  const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
  next.click();
}

function press(target) {
  if (target.matches('input, textarea, select')) {
    target.focus();
    target.select?.();
  } else if (target.matches('summary')) {
    target.parentElement.open = true;
    target.parentElement.querySelector('.kw-menu-item')?.focus();
  } else {
    target.click();
  }
}

document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    openPalette();
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
    const form = event.target.closest?.('form[data-send-key]');
    if (form) {
      event.preventDefault();
      // with Shift: send and solve, where that can be done
      const button = form.querySelector(event.shiftKey ? '[data-send-solve]' : '[data-send]');
      if (button || !event.shiftKey) {
        form.requestSubmit(button ?? undefined);
      }
    }
    return;
  }
  if (event.key === 'Escape') {
    const menu = event.target.closest?.('details.kw-menu[open]') ?? document.querySelector('details.kw-menu[open]');
    if (menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    } else if (typing(event.target)) {
      event.target.blur();
    }
    return;
  }
  if (event.key.startsWith('Arrow') && event.target.closest?.('.kw-menu-sheet') && !event.target.matches('input, select, textarea')) {
    const items = [...event.target.closest('.kw-menu-sheet').querySelectorAll('.kw-menu-item')].filter((item) => item.checkVisibility());
    const to = items.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
    items[(to + items.length) % items.length]?.focus();
    event.preventDefault();
    return;
  }
  const off = singles && !singles.checked;
  if (event.ctrlKey || event.metaKey || event.altKey || off || typing(event.target) || document.querySelector('dialog[open]')) {
    return;
  }
  if (event.key === 'j' || event.key === 'k') {
    event.preventDefault();
    walk(event.key === 'j' ? 1 : -1);
    return;
  }
  const target = [...document.querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)].find((one) => one.offsetParent);
  if (target) {
    event.preventDefault();
    press(target);
  }
});

// ---- The palette: find anything --------------------------------------------------------------------------------
// GET /palette?q= answers [{ "label", "hint", "href" }, ...]

const palette = document.getElementById('palette');
const field = palette?.querySelector('input');
const list = palette?.querySelector('[role="listbox"]');
const none = palette?.querySelector('.kw-palette-none');
let asked = 0;

function openPalette() {
  if (palette && !palette.open) {
    open(palette);
    field.value = '';
    look();
  }
}

async function look() {
  const turn = ++asked;
  const answer = await fetch(`/palette?q=${encodeURIComponent(field.value)}`, { headers: { Accept: 'application/json' } });
  if (turn !== asked || !answer.ok) {
    return;
  }
  const found = await answer.json();
  list.replaceChildren(
    ...found.map(({ label, hint, href }, index) => {
      const option = document.createElement('li');
      option.id = `palette-${index}`;
      option.role = 'option';
      option.dataset.href = href;
      option.append(Object.assign(document.createElement('span'), { textContent: label }));
      option.append(Object.assign(document.createElement('span'), { textContent: hint ?? '' }));
      return option;
    }),
  );
  none.hidden = found.length > 0;
  choose(0);
}

function choose(index) {
  [...list.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
  const chosen = list.children[index];
  chosen?.scrollIntoView({ block: 'nearest' });
  field.setAttribute('aria-activedescendant', chosen?.id ?? '');
}

if (palette) {
  let waiting;
  field.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 120);
  });
  field.addEventListener('keydown', (event) => {
    const options = [...list.children];
    const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      choose((at + (event.key === 'ArrowDown' ? 1 : options.length - 1)) % Math.max(1, options.length));
    } else if (event.key === 'Enter' && options[at]) {
      event.preventDefault();
      location.assign(options[at].dataset.href);
    }
  });
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[data-href]');
    if (option) {
      location.assign(option.dataset.href);
    }
  });
  document.querySelector('.kw-find')?.addEventListener('click', openPalette);
}

// A click on the backdrop closes a dialog.
document.addEventListener('click', (event) => {
  if (event.target.matches('dialog.kw-dialog')) {
    event.target.close();
  }
});

// ---- Whatever comes onto the page ------------------------------------------------------------------------------

function welcome(root) {
  ageTimes(root);
  root.querySelectorAll('textarea[data-autosize]').forEach(grow);
  root.querySelectorAll('iframe[data-fit]').forEach((frame) => {
    if (!frame.dataset.fitted) {
      frame.dataset.fitted = 'true';
      fit(frame);
    }
  });
}

// Before anything of ours touches the page: what did the server say?
remember(document.documentElement);
welcome(document);
body.addEventListener('htmx:afterSwap', (event) => welcome(event.detail.target ?? document));

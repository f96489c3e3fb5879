// The inbox: opening a conversation, acting on it and hearing of changes all ask for the panes anew and lay the answer
// over what is there, so that what is being typed, the focus and the scroll stay.

const inbox = document.getElementById('inbox');

// The address bar is the state; what is asked for is what it says.
async function show(href, remember, keepList) {
  if (remember) {
    await keepAll();
  }
  const turn = ++asked;
  const withList = !keepList || listAsked;
  listAsked = withList;
  const answer = await ask(href, 'GET', undefined, {
    'HX-Request': 'true',
    Accept: 'text/html, application/problem+json',
    ...(withList ? {} : { 'Keepwell-List': 'stays' }),
  });
  const html = await answer.text();
  // Somebody went on meanwhile: only the last answer counts.
  if (turn !== asked) {
    return;
  }
  const was = open();
  if (remember) {
    history.pushState({ inbox: true }, '', href);
  }
  document.body.dispatchEvent(new CustomEvent('lay', { detail: { target: inbox, html } }));
  listAsked = false;
  mark(document.getElementById(`open-${/\d+$/.exec(location.pathname)}`));
  document.title = `${inbox.dataset.title} · Keepwell`;
  if (open() !== was) {
    toNewest();
  }
}

let asked = 0;

// Whether the list was asked for and has not come: the answer that would bring it may be overtaken by the next.
let listAsked = false;

function mark(row) {
  for (const marked of document.querySelectorAll('.kw-row[aria-current]')) {
    marked.removeAttribute('aria-current');
  }
  row?.setAttribute('aria-current', 'true');
}

const open = () => document.querySelector('[data-conversation]')?.dataset.conversation;

// The same, where nobody waits for it: a failure is said, and what is shown stays.
function look(href, remember, keepList) {
  show(href, remember, keepList).catch((problem) => say(problem.message));
}

// A click on a row opens a conversation of this very list. The list stays, without being asked for again, where it hears
// of changes by itself.
const staysFor = (link) => link.matches('#rows .kw-row') && document.body.dataset.live === 'heard';

// What the list shows more of leaves the conversation open that is open by now.
const leads = (link) =>
  link.closest('#rows-more, #rows-top') ? location.pathname + new URL(link.href).search : link.getAttribute('href');

// The customer's newest letter stands at the top of the thread: it is the one to answer. A short thread stays as it is.
function toNewest() {
  const letters = document.querySelector('.kw-letters');
  const newest = [...(letters?.querySelectorAll('.kw-letter-in, .kw-letter-held') ?? [])].at(-1);
  if (newest) {
    letters.scrollTop += newest.getBoundingClientRect().top - letters.getBoundingClientRect().top - 16;
  }
}

function toEnd() {
  const letters = document.querySelector('.kw-letters');
  letters?.scrollTo({ top: letters.scrollHeight });
}

const plainClick = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

document.addEventListener('click', (event) => {
  const link = event.target.closest('#inbox a[href^="/inbox"]:not([data-leave])');
  if (link && plainClick(event)) {
    event.preventDefault();
    if (link.dataset.editor) {
      edit(link.dataset.editor);
      return;
    }
    if (link.matches('.kw-row')) {
      mark(link);
    }
    link.closest('details.kw-menu')?.removeAttribute('open');
    look(leads(link), true, staysFor(link));
  }
  if (event.target.closest('[data-fold-person]')) {
    const folded = inbox.dataset.person !== 'folded';
    inbox.dataset.person = folded ? 'folded' : 'shown';
    localStorage.setItem('keepwell.person', inbox.dataset.person);
  }
});

window.addEventListener('popstate', () => look(location.pathname + location.search, false));

// ---- Reply and note --------------------------------------------------------------------------------------------

function edit(kind) {
  for (const tab of document.querySelectorAll('[data-editor]')) {
    const chosen = tab.dataset.editor === kind;
    tab.setAttribute('aria-selected', String(chosen));
    document.getElementById(tab.getAttribute('aria-controls')).hidden = !chosen;
  }
  const editor = document.getElementById(`editor-${kind}`);
  (editor?.querySelector('[data-call-first]') ?? editor?.querySelector('textarea'))?.focus();
}

// ---- Acting ----------------------------------------------------------------------------------------------------
// <form data-act>: sent in the background, then the panes are asked for again. data-method says what HTML forms cannot.

document.addEventListener('submit', async (event) => {
  const form = event.target.closest('form[data-act]');
  if (!form) {
    return;
  }
  event.preventDefault();
  if (form.dataset.busy) {
    return;
  }
  form.dataset.busy = 'true';
  form.closest('details.kw-menu')?.removeAttribute('open');
  const redraft = form.hasAttribute('data-redraft');
  try {
    if (redraft) {
      await keepAll();
    }
    const fields = new FormData(form, event.submitter);
    const multipart = form.enctype === 'multipart/form-data';
    await ask(form.getAttribute('action'), form.dataset.method ?? 'POST', multipart ? fields : new URLSearchParams(fields));
    if (form.hasAttribute('data-clears')) {
      clear(form);
    }
    if (redraft) {
      // What was taken back is a draft again: the composer comes anew, with it.
      document.querySelector('.kw-composer')?.remove();
    }
    // data-onward: where one goes from here, instead of staying
    const { onward } = form.dataset;
    await show(onward ?? location.pathname + location.search, Boolean(onward));
    if (form.matches('[data-clears], .kw-sheet-call') && !onward) {
      toEnd();
      saw();
    }
  } catch (refused) {
    // The composer says some refusals itself.
    const detail = { problem: refused.problem ?? {}, submitter: event.submitter };
    if (form.dispatchEvent(new CustomEvent('refused', { bubbles: true, cancelable: true, detail }))) {
      say(refused.message);
    }
    await show(location.pathname + location.search, false).then(saw, () => {});
  } finally {
    delete form.dataset.busy;
  }
});

document.addEventListener('submit', (event) => {
  if (event.target.id === 'search-form') {
    event.preventDefault();
    const query = new URLSearchParams(new FormData(event.target));
    look(`/inbox?${query}`, true);
  }
  if (event.target.matches('form[data-narrow]')) {
    event.preventDefault();
    event.target.closest('details').open = false;
    const given = [...new FormData(event.target)].filter(([, value]) => value !== '');
    look(`/inbox?${new URLSearchParams(given)}`, true);
  }
});

// Whoever is told that a colleague has answered meanwhile has seen it, and may send.
function saw() {
  const newest = document.querySelector('.kw-letters')?.dataset.newest;
  const seen = document.querySelector('.kw-composer input[name="seen"]');
  if (newest && seen) {
    seen.value = newest;
  }
}

function clear(form) {
  clearTimeout(keeping);
  form.reset();
  const field = form.querySelector('textarea');
  field.value = '';
  field.style.height = '';
  form.dispatchEvent(new CustomEvent('written', { bubbles: true }));
  const state = form.querySelector('[data-draft-state]');
  if (state) {
    state.textContent = '';
  }
}

async function ask(href, method, content, further = {}) {
  const { csrfHeader, csrfToken } = document.body.dataset;
  const headers = { Accept: 'application/problem+json, text/html;q=0.9, */*;q=0.1', ...further };
  if (csrfHeader && method !== 'GET') {
    headers[csrfHeader] = csrfToken;
  }
  let answer;
  try {
    answer = await fetch(href, { method, body: content, headers });
  } catch {
    throw new Error(document.getElementById('toasts').dataset.offline);
  }
  if (!answer.ok) {
    const json = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {};
    const refused = new Error(json.detail ?? json.title ?? document.getElementById('toasts').dataset.failed);
    throw Object.assign(refused, { problem: json });
  }
  return answer;
}

function say(text) {
  document.body.dispatchEvent(new CustomEvent('toast', { detail: { text } }));
}

// ---- The draft is kept while it is typed -----------------------------------------------------------------------

let keeping;

async function keepAll() {
  clearTimeout(keeping);
  for (const form of document.querySelectorAll('form[data-draft]')) {
    if (form.querySelector('textarea').value) {
      await keepDraft(form);
    }
  }
}

document.addEventListener('input', (event) => {
  const form = event.target.closest('form[data-draft]');
  if (form && event.target.matches('textarea')) {
    clearTimeout(keeping);
    keeping = setTimeout(() => keepDraft(form), 700);
  }
});

async function keepDraft(form) {
  const state = form.querySelector('[data-draft-state]');
  try {
    await ask(form.dataset.draft, 'PUT', new URLSearchParams({ type: form.dataset.type, text: form.querySelector('textarea').value }));
    state.textContent = form.querySelector('textarea').value ? state.dataset.kept : '';
  } catch {
    state.textContent = state.dataset.lost;
  }
}

// ---- Hearing of changes ----------------------------------------------------------------------------------------

let listening;
const again = () => {
  clearTimeout(listening);
  listening = setTimeout(() => look(location.pathname + location.search, false), 250);
};
document.body.addEventListener('live:conversation', again);
document.body.addEventListener('live:refresh', again);

if (localStorage.getItem('keepwell.person') === 'folded') {
  inbox.dataset.person = 'folded';
}
toNewest();

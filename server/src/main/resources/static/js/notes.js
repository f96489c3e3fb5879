// What is remembered of a person: written from a selection in a letter or by hand, without leaving the conversation.
// Outside of the inbox the same forms are sent by the browser itself.

const inbox = document.getElementById('inbox');
const again = () => document.body.dispatchEvent(new CustomEvent('live:refresh'));

const toast = (text, undo) => document.body.dispatchEvent(new CustomEvent('toast', { detail: { text, undo } }));

async function send(form) {
  const { csrfHeader, csrfToken } = document.body.dataset;
  const headers = { 'HX-Request': 'true', Accept: 'application/problem+json, */*;q=0.1' };
  if (csrfHeader) {
    headers[csrfHeader] = csrfToken;
  }
  const { offline, failed } = document.getElementById('toasts').dataset;
  let answer;
  try {
    answer = await fetch(form.getAttribute('action'), {
      method: 'POST',
      headers,
      body: new URLSearchParams(new FormData(form)),
    });
  } catch {
    throw new Error(offline);
  }
  if (!answer.ok) {
    const json = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {};
    throw new Error(json.detail ?? json.title ?? failed);
  }
}

// ---- Keeping and taking away -----------------------------------------------------------------------------------

document.addEventListener('submit', async (event) => {
  const form = event.target.closest('form[data-note], form[data-note-act], form[data-note-removal]');
  if (!form || !inbox) {
    return;
  }
  event.preventDefault();
  form.closest('details.kw-menu')?.removeAttribute('open');
  const { said } = form.dataset;
  const back = form.dataset.return;
  try {
    await send(form);
  } catch (problem) {
    toast(problem.message);
    return;
  }
  if (form.matches('[data-note]')) {
    form.reset();
    form.elements.message.value = '';
    const adding = form.closest('details');
    adding.open = false;
    adding.querySelector('summary').focus();
  }
  if (said) {
    toast(said, back ? { href: back } : undefined);
  }
  again();
});

// ---- From a selection ------------------------------------------------------------------------------------------

const pick = () => document.querySelector('[data-note-pick]');

/** The words that are selected within one letter, and that letter; nothing for anything else. */
function selected() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) {
    return undefined;
  }
  const range = selection.getRangeAt(0);
  const within = range.commonAncestorContainer;
  const words = (within.nodeType === Node.ELEMENT_NODE ? within : within.parentElement)?.closest('.kw-letter .kw-words');
  const text = selection.toString().replace(/\s+/g, ' ').trim();
  return words && text ? { text, range, letter: words.closest('.kw-letter') } : undefined;
}

function show() {
  const button = pick();
  if (!button) {
    return;
  }
  const found = selected();
  button.hidden = !found;
  if (found) {
    const place = found.range.getBoundingClientRect();
    button.style.left = `${Math.max(8, Math.min(place.left, window.innerWidth - button.offsetWidth - 8))}px`;
    button.style.top = `${Math.min(place.bottom + 6, window.innerHeight - 44)}px`;
  }
}

function fill({ text, letter }) {
  const form = document.querySelector('form[data-note]');
  if (!form) {
    return;
  }
  // Where there is room for one pane only, the person's has to be shown first.
  if (!form.offsetParent) {
    document.querySelector('.kw-person-toggle-step')?.click();
  }
  form.closest('details').open = true;
  form.elements.text.value = text.slice(0, 1000);
  form.elements.source.value = 'letter';
  form.elements.message.value = letter.id.replace(/^m-/, '');
  const time = letter.querySelector('time[datetime]');
  if (time) {
    form.elements.saidOn.value = time.dateTime.slice(0, 10);
  }
  setTimeout(() => form.elements.text.focus());
}

if (inbox) {
  let waiting;
  document.addEventListener('selectionchange', () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
  document.addEventListener('mousedown', (event) => {
    if (event.target.closest('[data-note-pick]')) {
      // the selection stays
      event.preventDefault();
    }
  });
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-note-pick]')) {
      const found = selected();
      if (found) {
        fill(found);
        pick().hidden = true;
        document.getSelection().removeAllRanges();
      }
    }
  });
  // The key opens the field; with words selected it takes them along.
  document.addEventListener(
    'toggle',
    (event) => {
      if (event.target.matches?.('.cu-note-add') && event.target.open) {
        const found = selected();
        if (found) {
          fill(found);
        } else {
          event.target.querySelector('textarea').focus();
        }
      }
    },
    true,
  );
}

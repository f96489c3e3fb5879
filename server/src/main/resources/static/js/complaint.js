// What stands behind a complaint. What is said of it counts at once, as one sees it; a failure brings it back, and what
// was done can be undone.

const { body } = document;

function say(text, undo) {
  body.dispatchEvent(new CustomEvent('toast', { detail: { text, undo } }));
}

async function post(form, submitter) {
  const fields = new URLSearchParams(new FormData(form, submitter));
  const headers = { 'HX-Request': 'true', Accept: 'application/problem+json, text/html;q=0.9' };
  const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: fields, headers });
  if (!answer.ok) {
    const problem = answer.headers.get('content-type')?.includes('json') ? await answer.json() : {};
    throw new Error(problem.detail ?? document.getElementById('toasts').dataset.failed);
  }
  return answer.headers.get('Location');
}

// <form data-does="what was done" data-gone="what vanishes at once, a selector of something around it">: the answer
// says where that which came about stands, and deleting it there undoes it.
document.addEventListener('submit', async (event) => {
  const form = event.target.closest('form[data-does]');
  if (!form || form.dataset.busy) {
    if (form) {
      event.preventDefault();
    }
    return;
  }
  event.preventDefault();
  form.dataset.busy = 'true';
  form.closest('details.kw-menu')?.removeAttribute('open');
  const gone = form.dataset.gone ? form.closest(form.dataset.gone) : null;
  const onward = gone?.nextElementSibling?.querySelector('button');
  const sent = post(form, event.submitter);
  if (gone) {
    gone.hidden = true;
    onward?.focus();
  }
  try {
    const made = await sent;
    say(form.dataset.does, made ? { href: made, method: 'DELETE' } : undefined);
    if (form.hasAttribute('data-clears')) {
      form.reset();
    }
    body.dispatchEvent(new CustomEvent('live:refresh'));
  } catch (refused) {
    if (gone) {
      gone.hidden = false;
    }
    say(refused.message);
  } finally {
    delete form.dataset.busy;
  }
});

// Among the likeliest problems, Delete says of the one that has the focus: not this one.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Delete') {
    event.target.closest('[data-likely-item]')?.querySelector('form[data-gone="[data-likely-item]"]')?.requestSubmit();
  }
});

// <a data-to="selector">: goes to what is on the page already, where it can be seen.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-to]');
  const there = link && document.querySelector(link.dataset.to);
  if (there?.checkVisibility()) {
    event.preventDefault();
    link.closest('details.kw-menu')?.removeAttribute('open');
    there.scrollIntoView({ block: 'nearest' });
    there.querySelector('button, summary, a')?.focus();
  }
});

const plain = (text) => text.replace(/\s+/g, ' ').trim();

// Words that are selected in a letter of the customer can be marked: a small menu stands beside them for as long.
function offer() {
  const menu = document.querySelector('form[data-mark-menu]');
  if (!menu || menu.contains(document.activeElement)) {
    return;
  }
  const selection = document.getSelection();
  const words = plain(selection.toString());
  const start = selection.rangeCount ? selection.getRangeAt(0).startContainer : null;
  const letter = (start instanceof Element ? start : start?.parentElement)?.closest('.kw-letter-in .kw-words');
  // a triple click ends where the next paragraph begins, which may be another letter's
  if (!words || words.length > 1000 || !letter || !plain(letter.textContent).includes(words)) {
    menu.hidden = true;
    return;
  }
  menu.elements.words.value = words;
  menu.elements.message.value = letter.closest('.kw-letter').id.slice(2);
  menu.hidden = false;
  const place = selection.getRangeAt(0).getBoundingClientRect();
  menu.style.top = `${Math.max(8, place.top - menu.offsetHeight - 8)}px`;
  menu.style.left = `${Math.max(8, Math.min(place.left, innerWidth - menu.offsetWidth - 8))}px`;
}

document.addEventListener('selectionchange', offer);
document.addEventListener('scroll', offer, { capture: true, passive: true });
document.addEventListener('submit', (event) => {
  if (event.target.matches('form[data-mark-menu]')) {
    document.getSelection().removeAllRanges();
    document.activeElement?.blur();
    event.target.hidden = true;
  }
});

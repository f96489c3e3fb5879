// A macro that was chosen in the composer: what it will do is shown in a dialog, and runs from there. The form is sent
// like every other act of the inbox.

let dialog;
let landing = null; // where the keyboard goes once the conversation is shown anew

document.addEventListener('macro', async (event) => {
  const field = event.target;
  const { href, begin, end } = event.detail;
  const editor = field.closest('form');
  const answer = await fetch(href, { headers: { Accept: 'text/html', 'HX-Request': 'true' } });
  if (!answer.ok) {
    // its own page says in words what is wrong
    window.location.assign(href);
    return;
  }
  const section = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('macro-preview');
  const form = section.querySelector('form');
  const around = [field.value.slice(0, begin), field.value.slice(end)];
  // the letters that called it are no words of the reply
  field.setRangeText('', begin, end, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  put(form, 'before', around.join(''));
  put(form, 'text', around.join(form.dataset.words));
  put(form, 'seen', editor.elements.seen?.value ?? '');
  editor.querySelectorAll('input[name="kept"]:checked').forEach((kept) => put(form, 'kept', kept.value));
  if (!dialog?.isConnected) {
    dialog = Object.assign(document.createElement('dialog'), { className: 'kw-dialog' });
    dialog.setAttribute('aria-labelledby', 'macro-name');
    document.body.append(dialog);
  }
  dialog.replaceChildren(section);
  dialog.showModal();
  form.querySelector('[type="submit"]').focus();
});

function put(form, name, value) {
  form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
}

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-macro-close]')) {
    dialog.close();
  }
});

document.addEventListener('submit', (event) => {
  if (event.target.matches('[data-macro-run]')) {
    landing = event.target.dataset.writes ? '#editor-reply textarea' : '#macro-run button';
    dialog.close();
  }
});

// Somebody was faster: what came is said in the dialog, and may be overruled there.
document.addEventListener('refused', (event) => {
  const box = event.target.matches('[data-macro-run]') && event.target.querySelector('[data-overtaken]:not([hidden])');
  if (box) {
    landing = null;
    dialog.showModal();
    box.querySelector('button').focus();
  }
});

// What was begun goes on at the end of the words; what was done can be undone by the next key.
document.body.addEventListener('lay', () => {
  if (!landing) {
    return;
  }
  setTimeout(() => {
    const target = landing && document.querySelector(landing);
    if (target) {
      landing = null;
      target.focus();
      target.setSelectionRange?.(target.value.length, target.value.length);
    }
  });
});

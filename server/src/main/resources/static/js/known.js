// What we know of a problem, put into the answer where the cursor stands. Without scripts it is there to be copied.

function show() {
  for (const button of document.querySelectorAll('[data-insert][hidden]')) {
    button.hidden = false;
  }
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-insert]');
  if (!button) {
    return;
  }
  const field = button.closest('form').querySelector('textarea[name=text]');
  const text = button.parentElement.querySelector('[data-insert-source]').textContent;
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  field.setRangeText(apart(before) + text + apart(after), field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.focus();
});

// A paragraph of its own, wherever it is put.
function apart(neighbour) {
  return neighbour.trim() === '' ? '' : '\n\n';
}

document.addEventListener('htmx:load', show);
document.addEventListener('htmx:afterSettle', show);
show();

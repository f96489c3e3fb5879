// What follows when something is sent: the next conversation, the same one or the list, as the person likes or says for
// this once. The server does the same where there is no script.

const list = () => document.querySelector('.kw-back')?.getAttribute('href') ?? '/inbox';

function next() {
  const row = document.querySelector('.kw-row[aria-current="true"]')?.closest('li');
  const link = [row?.nextElementSibling, row?.previousElementSibling].map((one) => one?.querySelector('.kw-row')).find(Boolean);
  return link?.getAttribute('href') ?? list();
}

document.addEventListener(
  'submit',
  (event) => {
    const form = event.target;
    if (!form.matches('form[data-sends]')) {
      return;
    }
    delete form.dataset.onward;
    const after = new FormData(form).get('after');
    // what leaves later stands above the composer, to be seen
    if (after !== 'stay' && event.submitter?.name !== 'later') {
      form.dataset.onward = after === 'next' ? next() : list();
    }
  },
  true,
);

// Alt S opens the ways to send, from within the text.
document.addEventListener('keydown', (event) => {
  const menu = event.altKey && event.code === 'KeyS' && event.target.closest?.('form')?.querySelector('[data-send-menu]');
  if (menu) {
    event.preventDefault();
    menu.open = true;
    menu.querySelector('.kw-menu-item').focus();
  }
});

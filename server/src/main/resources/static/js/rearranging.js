// Joining and parting as a dialog over the inbox: <a data-dialog> opens the page it leads to in a dialog. Links and
// searches inside stay there; what changes something is an ordinary form, and leads back to the inbox.

let dialog;

function box() {
  if (!dialog?.isConnected) {
    dialog = document.createElement('dialog');
    dialog.className = 'kw-dialog kw-dialog-rearranging';
    document.body.append(dialog);
  }
  return dialog;
}

async function show(href) {
  const answer = await fetch(href, { headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const content = page.getElementById('rearranging');
  if (!answer.ok || !content) {
    location.assign(href);
    return;
  }
  for (const link of page.querySelectorAll('link[rel="stylesheet"]')) {
    if (!document.querySelector(`link[href="${link.getAttribute('href')}"]`)) {
      document.head.append(document.adoptNode(link));
    }
  }
  const shown = box();
  shown.setAttribute('aria-label', content.dataset.title);
  shown.replaceChildren(document.adoptNode(content));
  if (!shown.open) {
    shown.showModal();
  }
  shown.querySelector('[autofocus], input:not([type="hidden"])')?.focus();
}

const plain = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

document.addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link || !plain(event)) {
    return;
  }
  const inside = dialog?.contains(link);
  if (inside && link.hasAttribute('data-dialog-close')) {
    event.preventDefault();
    dialog.close();
  } else if (link.hasAttribute('data-dialog') || inside) {
    event.preventDefault();
    link.closest('details')?.removeAttribute('open');
    show(link.href);
  }
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (dialog?.contains(form) && form.method === 'get') {
    event.preventDefault();
    show(`${form.getAttribute('action')}?${new URLSearchParams(new FormData(form))}`);
  }
});

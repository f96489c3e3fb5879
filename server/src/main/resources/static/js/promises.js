// Under the text of a reply stands which promises it keeps and what is about to be promised in it. The server says so;
// here it is asked while somebody types, and what they have ticked or changed stays.
//
// <div data-promises="where to ask"> with rows <div data-word="name of the row">

let waiting;
let asked = 0;

const box = () => document.querySelector('[data-promises]');

async function ask() {
  const place = box();
  const form = place?.closest('form');
  if (!form) {
    return;
  }
  const turn = ++asked;
  const { csrfHeader, csrfToken } = document.body.dataset;
  const text = form.querySelector('textarea').value;
  let answer;
  try {
    answer = await fetch(place.dataset.promises, {
      method: 'POST',
      headers: { 'HX-Request': 'true', ...(csrfHeader ? { [csrfHeader]: csrfToken } : {}) },
      body: new URLSearchParams({ text }),
    });
  } catch {
    return; // offline: what stands there stays, and the next letter typed asks again
  }
  if (!answer.ok || turn !== asked) {
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-promises]');
  if (fresh && box() === place) {
    lay(place, fresh);
  }
}

function lay(place, fresh) {
  for (const row of fresh.querySelectorAll('[data-word]')) {
    const old = place.querySelector(`[data-word="${CSS.escape(row.dataset.word)}"]`);
    if (!old) {
      continue;
    }
    if (old.dataset.edited || old.contains(document.activeElement)) {
      row.replaceWith(old);
      continue;
    }
    const ticks = old.querySelectorAll('input[type="checkbox"]');
    row.querySelectorAll('input[type="checkbox"]').forEach((tick, i) => {
      if (old.dataset.touched && ticks[i]) {
        tick.checked = ticks[i].checked;
      }
    });
    if (old.dataset.touched) {
      row.dataset.touched = 'true';
    }
    const details = row.querySelector('details');
    if (details && old.querySelector('details')?.open) {
      details.open = true;
    }
  }
  if (place.innerHTML !== fresh.innerHTML || place.querySelector('[data-edited]')) {
    place.replaceChildren(...fresh.childNodes);
  }
}

function later(pause) {
  clearTimeout(waiting);
  waiting = setTimeout(ask, pause);
}

document.addEventListener('input', (event) => {
  const row = event.target.closest?.('[data-word]');
  if (row) {
    row.dataset.touched = 'true';
    if (!event.target.matches('input[type="checkbox"]')) {
      row.dataset.edited = 'true';
      const offer = row.querySelector('[data-offer]');
      if (offer) {
        offer.checked = true;
      }
    }
    return;
  }
  if (event.target.matches('textarea') && event.target.closest('form')?.querySelector('[data-promises]')) {
    later(350);
  }
});

// Sent, or thrown away: what was ticked went with it.
document.addEventListener('reset', (event) => {
  if (event.target.querySelector('[data-promises]')) {
    for (const row of event.target.querySelectorAll('[data-word]')) {
      row.remove();
    }
    later(50);
  }
});

document.addEventListener('keydown', (event) => {
  if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === 'KeyP') {
    const offers = [...(box()?.querySelectorAll('[data-offer]') ?? [])];
    const offer = offers.find((one) => !one.checked) ?? offers[0];
    if (offer) {
      event.preventDefault();
      offer.checked = !offer.checked;
      offer.closest('[data-word]').dataset.touched = 'true';
    }
  }
});

// Notes a call: the note's editor, as the tab above does.
document.addEventListener('click', (event) => {
  const link = event.target.closest('.kw-unread a[data-editor]');
  if (link) {
    event.preventDefault();
    document.getElementById('tab-note')?.click();
  }
});

document.body.addEventListener('live:conversation', () => later(600));
document.body.addEventListener('live:refresh', () => later(600));
if (box()?.closest('form')?.querySelector('textarea').value) {
  later(100);
}

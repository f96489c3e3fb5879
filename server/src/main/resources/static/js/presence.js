// Who else looks at the open conversation, and who writes. Every browser window gives a sign of life while it is seen;
// the server forgets it twenty seconds after the last one.

const browser = sessionStorage.getItem('keepwell.browser') ?? newBrowser();
const BEAT = 8_000;
const TYPING = 6_000;
let here; // address of the conversation that is shown
let typedAt = 0;
let told = false; // what the others were told last
let others = [];

function newBrowser() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  sessionStorage.setItem('keepwell.browser', id);
  return id;
}

const place = () => document.querySelector('[data-presence]');
const typing = () => Date.now() - typedAt < TYPING;

async function call(href, method) {
  const { csrfHeader, csrfToken } = document.body.dataset;
  try {
    const answer = await fetch(href, { method, keepalive: method === 'DELETE', headers: { Accept: 'application/json', [csrfHeader]: csrfToken } });
    return answer.ok && answer.status !== 204 ? await answer.json() : [];
  } catch {
    return [];
  }
}

async function beat() {
  const shown = place()?.dataset.presence;
  if (shown !== here) {
    leave();
    here = shown;
    typedAt = 0;
  }
  if (!here || document.hidden) {
    return;
  }
  told = typing();
  const asked = here;
  const list = await call(`${here}?browser=${browser}&typing=${told}`, 'PUT');
  if (asked === here) {
    others = list;
    draw();
  }
}

function leave() {
  if (here) {
    call(`${here}?browser=${browser}`, 'DELETE');
  }
  others = [];
}

function draw() {
  const box = place();
  const words = others.map(({ words: said }) => said).join('\n');
  if (!box || box.dataset.shown === words) {
    return;
  }
  box.dataset.shown = words;
  box.replaceChildren(
    ...others.map(({ initials, typing: writes, words: said }) => {
      const one = document.createElement('span');
      one.className = writes ? 'kw-presence-types' : '';
      const avatar = Object.assign(document.createElement('span'), { className: 'kw-avatar kw-avatar-team kw-avatar-small', textContent: initials });
      avatar.setAttribute('aria-hidden', 'true');
      const name = Object.assign(document.createElement('span'), { textContent: said });
      one.append(avatar, name);
      return one;
    }),
  );
}

document.addEventListener('input', (event) => {
  if (event.target.closest?.('.kw-composer') && event.target.matches('textarea')) {
    typedAt = event.target.value === '' ? 0 : Date.now();
    if (typing() !== told) {
      beat();
    }
  }
});

document.addEventListener('written', () => {
  typedAt = 0;
  beat();
});

// Another conversation is laid over the page, or the head comes anew.
new MutationObserver(() => {
  if (place()?.dataset.presence !== here) {
    beat();
  } else {
    draw();
  }
}).observe(document.getElementById('inbox'), { childList: true, subtree: true });

document.body.addEventListener('live:presence', async (event) => {
  if (here?.includes(event.detail.id)) {
    others = await call(here, 'GET');
    draw();
  }
});

document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    leave();
  } else {
    beat();
  }
});
window.addEventListener('pagehide', leave);
setInterval(beat, BEAT);
setInterval(() => told && !typing() && beat(), 1_000);
beat();

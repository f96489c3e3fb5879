// The bell: what is new is shown, said once, and heard where the person wants that.

const bell = () => document.getElementById('bell');

async function post(href) {
  const { csrfHeader, csrfToken } = document.body.dataset;
  try {
    await fetch(href, { method: 'POST', headers: { Accept: 'application/json', [csrfHeader]: csrfToken } });
  } catch {
    // offline: the next sign of life says it
  }
}

// ---- What is new ----------------------------------------------------------------------------------------------

async function ring() {
  const old = bell();
  const answer = await fetch('/notifications/bell').catch(() => undefined);
  if (!answer?.ok || answer.redirected) {
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('bell');
  if (!fresh) {
    return;
  }
  const focused = document.activeElement === old;
  old.replaceWith(fresh);
  if (focused) {
    fresh.focus();
  }
  const { stamp, words, href, open, sounds } = fresh.dataset;
  if (stamp !== '' && stamp !== old.dataset.stamp && !lookedAt() && newer(stamp, old.dataset.stamp)) {
    const undo = { label: open, act: () => location.assign(href) };
    document.body.dispatchEvent(new CustomEvent('toast', { detail: { text: words, undo } }));
    if (sounds === 'true') {
      sound();
    }
  }
  renew();
}

// Ids are made in the order of time: when the newest is gone, the one before it is no news.
function newer(stamp, before) {
  const [id, times] = stamp.split(' ');
  const [known, counted] = before.split(' ');
  return id > known || (id === known && Number(times) > Number(counted));
}

/// The list is laid anew where it stands open at its beginning.
async function renew() {
  const target = document.getElementById('notifications');
  if (target?.dataset.first === 'true') {
    const answer = await fetch(location.href).catch(() => undefined);
    if (answer?.ok) {
      document.body.dispatchEvent(new CustomEvent('lay', { detail: { target, html: await answer.text() } }));
    }
  }
}

// ---- What is before the person has been seen --------------------------------------------------------------------

function shown() {
  return document.querySelector('[data-presence]')?.dataset.presence.split('/')[2];
}

function lookedAt() {
  const conversation = shown();
  if (document.hidden || !conversation || !bell().dataset.about.split(' ').includes(conversation)) {
    return false;
  }
  // the stream may not be listened to yet, right after the page was loaded
  post(`/notifications/conversations/${conversation}/seen`).then(ring);
  return true;
}

// ---- A sound of our own -----------------------------------------------------------------------------------------

// Two soft notes, a fourth apart. One tab plays for all of them.
export function sound() {
  navigator.locks?.request('keepwell.sound', { ifAvailable: true }, async (lock) => {
    if (!lock) {
      return;
    }
    const audio = new AudioContext();
    try {
      await Promise.race([audio.resume(), new Promise((done) => setTimeout(done, 500))]);
      [587.33, 783.99].forEach((pitch, n) => note(audio, pitch, audio.currentTime + n * 0.14));
      document.body.dataset.sounded = String(Number(document.body.dataset.sounded ?? 0) + 1);
      await new Promise((done) => setTimeout(done, 1_500));
    } finally {
      await audio.close();
    }
  });
}

function note(audio, pitch, at) {
  const tone = new OscillatorNode(audio, { type: 'sine', frequency: pitch });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.18, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + 0.55);
}

// ---- From now on -------------------------------------------------------------------------------------------------

if (bell()) {
  document.body.addEventListener(`live:notification:${bell().dataset.member}`, ring);
  document.body.addEventListener('live:refresh', ring);
  document.addEventListener('visibilitychange', () => lookedAt());
  const inbox = document.getElementById('inbox');
  if (inbox) {
    let looking = shown();
    new MutationObserver(() => {
      if (shown() !== looking) {
        looking = shown();
        lookedAt();
      }
    }).observe(inbox, { childList: true, subtree: true });
  }
  lookedAt();
}

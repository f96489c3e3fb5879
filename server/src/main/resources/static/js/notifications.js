// The bell: what is new is shown, said once, and heard where the person wants that. While somebody uses the page it gives
// a sign of life, so that nothing is sent to them by mail meanwhile.

const BEAT = 30_000;
const AT_WORK = 120_000;
let usedAt = Date.now();
let beatAt = 0;

const bell = () => document.getElementById('bell');
// when the newest happened that was told here
let latest = Number(bell()?.dataset.stamp ?? 0);

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
  const news = Number(stamp) > latest;
  latest = Math.max(latest, Number(stamp));
  if (news && !lookedAt()) {
    const undo = { label: open, act: () => location.assign(href) };
    document.body.dispatchEvent(new CustomEvent('toast', { detail: { text: words, undo } }));
    if (sounds === 'true') {
      sound();
    }
  }
  renew();
}

// The list is laid anew where it stands open at its beginning.
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

// ---- Signs of life ----------------------------------------------------------------------------------------------

function beat() {
  const now = Date.now();
  if (!document.hidden && now - usedAt < AT_WORK && now - beatAt >= BEAT - 1_000) {
    beatAt = now;
    post('/notifications/activity');
  }
}

if (bell()) {
  for (const used of ['pointerdown', 'pointermove', 'keydown', 'scroll']) {
    document.addEventListener(
      used,
      () => {
        usedAt = Date.now();
        beat();
      },
      { passive: true, capture: true },
    );
  }
  document.body.addEventListener(`live:notification:${bell().dataset.member}`, ring);
  document.body.addEventListener('live:refresh', ring);
  document.addEventListener('visibilitychange', () => lookedAt());
  setInterval(beat, BEAT);
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
  beat();
}

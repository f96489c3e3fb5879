// Browsers that may notify a person while Keepwell is closed. Whether they may is asked on a click alone; afterwards the
// browser says now and then that it still listens, and lets go when somebody signs out.

const WORKER = '/push-worker.js';
const KEPT = 'keepwell.push';
const STILL = 12 * 60 * 60 * 1000;

const place = document.getElementById('push');
const able = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

async function current() {
  if (!able || Notification.permission !== 'granted') {
    return undefined;
  }
  const registration = await navigator.serviceWorker.getRegistration('/');
  return (await registration?.pushManager.getSubscription()) ?? undefined;
}

function post(href, fields) {
  const { csrfHeader, csrfToken } = document.body.dataset;
  return fetch(href, {
    method: 'POST',
    headers: { [csrfHeader]: csrfToken },
    body: new URLSearchParams(fields),
    // nobody waits longer for signing out
    signal: AbortSignal.timeout(5_000),
  });
}

function fields(subscription) {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, p256dh: keys.p256dh, auth: keys.auth };
}

// ---- The page where it is allowed -------------------------------------------------------------------------------

function say(what) {
  for (const sentence of place.querySelectorAll('[data-push-says]')) {
    sentence.hidden = sentence.dataset.pushSays !== what;
  }
}

async function mark(endpoint) {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function show() {
  const allow = document.getElementById('push-allow');
  if (!able) {
    say(window.isSecureContext ? 'unable' : 'insecure');
    return;
  }
  if (Notification.permission === 'denied') {
    say('denied');
    return;
  }
  const subscription = await current();
  const row = subscription && place.querySelector(`[data-mark="${await mark(subscription.endpoint)}"]`);
  if (row) {
    row.querySelector('[data-push-here]').hidden = false;
    row.querySelector('form[action$="/removal"]').addEventListener('submit', lettingGo);
  } else {
    allow.hidden = false;
    allow.addEventListener('submit', ask);
  }
}

async function ask(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector('button');
  button.disabled = true;
  say(undefined);
  try {
    if ((await Notification.requestPermission()) !== 'granted') {
      say('denied');
      return;
    }
    const subscription = await subscribe();
    remember(subscription.endpoint);
    for (const [name, value] of Object.entries(fields(subscription))) {
      form.elements[name].value = value;
    }
    form.submit();
  } catch {
    say('failed');
  } finally {
    button.disabled = false;
  }
}

async function subscribe() {
  await navigator.serviceWorker.register(WORKER);
  const { pushManager } = await navigator.serviceWorker.ready;
  // one that was made for another key, or whose owner has changed, is made anew
  await (await pushManager.getSubscription())?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: place.dataset.key });
}

// ---- Afterwards, on every page ----------------------------------------------------------------------------------

const me = () => document.getElementById('bell')?.dataset.member;

function remember(endpoint) {
  localStorage.setItem(KEPT, JSON.stringify({ endpoint, member: me(), at: Date.now() }));
}

async function listen() {
  const subscription = await current();
  if (!subscription || !me()) {
    return;
  }
  const kept = JSON.parse(localStorage.getItem(KEPT) ?? '{}');
  const changed = kept.member === me() && kept.endpoint !== subscription.endpoint;
  if (!changed && kept.member === me() && Date.now() - kept.at < STILL) {
    return;
  }
  // the push service gave it another address
  const answer = changed
    ? await post('/me/notifications/browsers', fields(subscription))
    : await post('/me/notifications/browsers/listening', { endpoint: subscription.endpoint });
  if (answer.status === 410) {
    await subscription.unsubscribe();
    localStorage.removeItem(KEPT);
  } else if (answer.ok) {
    remember(subscription.endpoint);
  }
}

// Whoever signs out, or takes it back, is told nothing more here.
async function lettingGo(event) {
  event.preventDefault();
  const form = event.currentTarget;
  try {
    const subscription = await current();
    if (subscription) {
      await post('/me/notifications/browsers/leaving', { endpoint: subscription.endpoint });
      await subscription.unsubscribe();
    }
    localStorage.removeItem(KEPT);
  } finally {
    form.submit();
  }
}

if (able && Notification.permission === 'granted') {
  for (const form of document.querySelectorAll('form[action="/sign-out"]')) {
    form.addEventListener('submit', lettingGo);
  }
  if (!place) {
    listen().catch(() => {});
  }
}
if (place) {
  show().catch(() => say('failed'));
}

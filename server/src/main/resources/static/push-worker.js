// Shows what Keepwell says while no page of it is open. It keeps nothing and fetches nothing.

self.addEventListener('push', (event) => {
  const { title, link } = event.data.json();
  // the next about the same takes the place of this one
  const shown = { tag: link, renotify: true, data: link, icon: '/img/keepwell.svg' };
  event.waitUntil(self.registration.showNotification(title, shown));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(new URL(event.notification.data, self.location.origin).href));
});

async function open(address) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = windows.find((client) => client.url === address);
  return there ? there.focus() : self.clients.openWindow(address);
}

// The push service gave the browser another address: the next page that is opened says so.
self.addEventListener('pushsubscriptionchange', (event) => {
  const { options } = event.oldSubscription ?? {};
  if (options) {
    event.waitUntil(self.registration.pushManager.subscribe(options));
  }
});

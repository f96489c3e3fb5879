// Live updates: one event stream per browser, whatever the number of tabs. The tab that holds the lock listens to
// /live and tells the others; when it closes, the next one takes over.
//
// An event {"topic": "conversation", "id": "..."} becomes two DOM events on the body, `live:conversation` and
// `live:conversation:ID`, so that an element can ask by hx-trigger="live:conversation from:body" without any script.
// The topic `all` becomes `live:refresh`: something may have been missed, show the present state.

if (document.body.dataset.live !== undefined && 'EventSource' in window && 'BroadcastChannel' in window && navigator.locks) {
  const channel = new BroadcastChannel('keepwell.live');

  const tell = ({ topic, id }) => {
    if (topic === 'all') {
      document.body.dispatchEvent(new CustomEvent('live:refresh'));
      return;
    }
    document.body.dispatchEvent(new CustomEvent(`live:${topic}`, { detail: { topic, id } }));
    if (id) {
      document.body.dispatchEvent(new CustomEvent(`live:${topic}:${id}`, { detail: { topic, id } }));
    }
  };

  channel.addEventListener('message', (event) => tell(event.data));

  const share = (message) => {
    tell(message);
    channel.postMessage(message);
  };

  const listen = () =>
    new Promise(() => {
      let broken = false;
      const connect = () => {
        const stream = new EventSource('/live');
        stream.addEventListener('open', () => {
          if (broken) {
            broken = false;
            share({ topic: 'all' });
          }
        });
        stream.addEventListener('changed', (event) => share(JSON.parse(event.data)));
        stream.addEventListener('error', () => {
          broken = true;
          // Closed for good (the server answered with an error): try again, gently.
          if (stream.readyState === EventSource.CLOSED) {
            setTimeout(connect, 5_000);
          }
        });
      };
      connect();
    });

  navigator.locks.request('keepwell.live', listen);
  // Whoever shows something that changes may rely on hearing of it.
  document.body.dataset.live = 'heard';
  // A page that comes out of the back-forward cache or from sleep may have slept through events.
  window.addEventListener('pageshow', (event) => event.persisted && tell({ topic: 'all' }));
}

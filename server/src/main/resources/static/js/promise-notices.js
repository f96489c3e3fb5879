// Says that a promise of the person who looks is due, wherever they are: half an hour before, and when its time comes.
// The stream tells everybody that something is due; the server says whom it concerns.

document.body.addEventListener('live:promise-due', async (event) => {
  let answer;
  try {
    answer = await fetch(`/promises/${event.detail.id}/notice`, { headers: { Accept: 'application/json' } });
  } catch {
    return; // offline: the lists say it as soon as they are there again
  }
  if (answer.status !== 200) {
    return;
  }
  const { text, href, link } = await answer.json();
  const undo = href ? { label: link, act: () => location.assign(href) } : undefined;
  document.body.dispatchEvent(new CustomEvent('toast', { detail: { text, undo } }));
});

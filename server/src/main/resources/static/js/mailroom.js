// The mail room: a mailbox that was empty shows its first letter by itself; elsewhere new letters only join the list,
// so that nobody loses what they are reading or writing.

document.body.addEventListener('htmx:afterSwap', (event) => {
  const list = document.getElementById('room-list');
  const reading = document.getElementById('room-letter');
  if (event.detail.elt.id === 'room-list' && list?.dataset.newest && !reading) {
    location.reload();
  }
});

// Ctrl-Enter sends, as in the inbox.
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.target.closest?.('.kw-room-form')?.requestSubmit();
  }
});

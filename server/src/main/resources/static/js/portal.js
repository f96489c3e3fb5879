/* A person is here, as a touch or a key of theirs shows: what they see now is not new next time. A program that opens the
   link does neither. */
const body = document.body;
const doings = ['pointerdown', 'keydown', 'touchstart'];

const here = (event) => {
    if (!event.isTrusted || !body.dataset.visit) {
        return;
    }
    doings.forEach((doing) => removeEventListener(doing, here, true));
    fetch(body.dataset.visit, {
        method: 'POST', body: new URLSearchParams({ drawn: body.dataset.drawn }), keepalive: true, credentials: 'omit',
    }).catch(() => {});
};

doings.forEach((doing) => addEventListener(doing, here, { capture: true, passive: true }));

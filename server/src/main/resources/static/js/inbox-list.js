// The list of the inbox by keyboard: g and a letter goes to a view.

const typing = (target) => target.closest?.('input:not([type="checkbox"]), textarea, select, [contenteditable]');
const off = () => localStorage.getItem('keepwell.keys') === 'off';

// ---- g and a letter --------------------------------------------------------------------------------------------

let going = 0;

document.addEventListener(
  'keydown',
  (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || off() || typing(event.target) || document.querySelector('dialog[open]')) {
      return;
    }
    const soon = Date.now() - going < 1500;
    going = event.key === 'g' ? Date.now() : 0;
    if (soon && event.key !== 'g') {
      const view = document.querySelector(`#inbox [data-go="${CSS.escape(event.key)}"]`);
      if (view) {
        event.preventDefault();
        event.stopImmediatePropagation();
        view.click();
      }
    }
  },
  true,
);

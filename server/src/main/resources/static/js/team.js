// The pages of the team: copying a secret, and a button that waits for a change.

for (const button of document.querySelectorAll('[data-copy]')) {
  if (navigator.clipboard) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      const field = document.getElementById(button.dataset.copy);
      field.select();
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.copied;
    });
  }
}

for (const field of document.querySelectorAll('.team-secret input')) {
  field.addEventListener('focus', () => field.select());
}

// The button is for those without scripts; with them it appears when there is something to change.
for (const form of document.querySelectorAll('form[data-unchanged]')) {
  const choice = form.querySelector('select');
  const button = form.querySelector('button');
  const before = choice.value;
  button.hidden = true;
  choice.addEventListener('change', () => {
    button.hidden = choice.value === before;
  });
}

// The settings of the messenger: a picture of it that follows what is typed.

const preview = document.getElementById('preview');

if (preview) {
  const field = (id) => document.getElementById(id);
  const draw = () => {
    const colour = field('colour').value;
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    preview.style.setProperty('--preview', colour);
    preview.style.setProperty('--on-preview', 1.05 / (light + 0.05) >= 4.5 ? '#fff' : '#000');
    preview.dataset.side = field('side').value;
    preview.querySelector('.mset-head').textContent = field('title').value;
    const german = document.documentElement.lang.startsWith('de');
    preview.querySelector('.mset-words').textContent = field(german ? 'greetingDe' : 'greetingEn').value;
  };
  for (const id of ['colour', 'side', 'title', 'greetingEn', 'greetingDe']) {
    field(id).addEventListener('input', draw);
  }
  draw();
}

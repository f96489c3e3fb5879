// Loaded in the head, before anything is painted: a person who left the choice to their system gets light or dark from it.
(() => {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    if (root.dataset.theme === 'system') {
      root.dataset.bsTheme = dark.matches ? 'dark' : 'light';
    }
  };
  apply();
  dark.addEventListener('change', apply);
})();

// Sets the theme before anything is drawn; the system's unless somebody chose one.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('tidemark.theme');
  } catch {
    // Storage is off; the system's theme then.
  }
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
})();

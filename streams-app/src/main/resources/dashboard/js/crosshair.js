// One crosshair through all charts of a page: whoever is pointed at tells the time, all others draw it.

const followers = new Set();
let now = null;

export function follow(follower) {
  followers.add(follower);
  return () => followers.delete(follower);
}

/** Tells all others; null when nothing is pointed at any more. */
export function point(time, teller) {
  now = time;
  for (const follower of followers) {
    if (follower !== teller) {
      follower(time);
    }
  }
}

export function pointed() {
  return now;
}

/** The colours of the theme in force, for canvases; told anew when the theme changes. */
export function ink() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
}

const painters = new Set();

export function onTheme(painter) {
  painters.add(painter);
  return () => painters.delete(painter);
}

export function themeChanged() {
  painters.forEach((painter) => painter());
}

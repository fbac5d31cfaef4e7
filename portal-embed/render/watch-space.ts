/** Tells when there is another space for pictures: an element's size, and the density of the screen that it is on. */

/** @returns stops it */
export function watchSpace(element: HTMLElement, changed: () => void): () => void {
  const window = element.ownerDocument.defaultView;
  if (window === null) return () => undefined;
  // That of another window would tell only while its own is seen.
  const observer = new window.ResizeObserver(changed);
  observer.observe(element);
  let density: MediaQueryList;
  const watchDensity = (): void => {
    density = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    density.addEventListener('change', moved, { once: true });
  };
  const moved = (): void => {
    watchDensity();
    changed();
  };
  watchDensity();
  return () => {
    observer.disconnect();
    density.removeEventListener('change', moved);
  };
}

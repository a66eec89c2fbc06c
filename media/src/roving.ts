/**
 * One stop of the Tab key for a group of controls; arrow keys, Home and End move within it. Controls may come and go: the one
 * that was used last stays the stop as long as it is there.
 */
export function roving(container: HTMLElement, selector: string): { refresh(): void } {
  let current: HTMLElement | undefined;
  const items = (): HTMLElement[] => [...container.querySelectorAll<HTMLElement>(selector)].filter(item => item.offsetParent !== null);
  const makeCurrent = (item: HTMLElement | undefined): void => {
    if (current !== undefined && current !== item) current.tabIndex = -1;
    current = item;
    if (current !== undefined) current.tabIndex = 0;
  };
  container.addEventListener('focusin', event => {
    const item = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
    if (item !== null) makeCurrent(item);
  });
  container.addEventListener('keydown', event => {
    const all = items(), index = current === undefined ? -1 : all.indexOf(current);
    if (index < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = { ArrowRight: index + 1, ArrowDown: index + 1, ArrowLeft: index - 1, ArrowUp: index - 1, Home: 0, End: all.length - 1 }[event.key];
    const target = to === undefined ? undefined : all[Math.max(0, Math.min(all.length - 1, to))];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    target.focus();
  });
  return {
    refresh(): void {
      if (current !== undefined && current.isConnected && current.matches(selector)) return;
      makeCurrent(items()[0]);
    }
  };
}

import type { Controller } from './controller';

/** Keys that work wherever the focus is, unless it is where one types or chooses. */
export function bindKeys(controller: Controller): void {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof HTMLElement ? event.target : undefined;
    if (target?.matches('input, select, textarea') === true) return;
    const onControl = target?.matches('button, a, [role=slider], [role=tab], summary') === true;
    switch (event.key) {
      case ' ': if (onControl) return; controller.togglePlay(); break;
      case 'k': controller.togglePlay(); break;
      case ',': case 'j': controller.step(-1); break;
      case '.': case 'l': controller.step(1); break;
      case 'n': controller.stepMark(1, 'bad'); break;
      case 'N': controller.stepMark(-1, 'bad'); break;
      case ']': controller.stepMark(1); break;
      case '[': controller.stepMark(-1); break;
      case 'Escape': controller.select(undefined); break;
      default: return;
    }
    event.preventDefault();
  });
}

import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The themes in which everything must be readable, by the names that VS Code gives them. */
export const themes = ['Dark Modern', 'Light Modern', 'Dark High Contrast'] as const;
export type Theme = (typeof themes)[number];

/** A workbench in a browser, used as a person uses it: with the keyboard and the mouse. */
export class WorkbenchPage {
  constructor(readonly page: Page) {}

  /** Runs a command by its name in the palette. */
  async palette(label: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.pick(label);
  }

  /** Opens a file of the workspace by its name. */
  async open(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.pick(name);
    await this.page.locator('.tabs-container .tab.active', { hasText: name }).first().waitFor();
  }

  /** The page inside the panel. */
  get panel(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  get editor(): Locator {
    return this.page.locator('.editor-instance .monaco-editor').first();
  }

  /** Chooses a colour theme; resolves when the workbench wears it. */
  async theme(theme: Theme): Promise<void> {
    const worn = this.page.locator({ 'Dark Modern': '.monaco-workbench.vs-dark', 'Light Modern': '.monaco-workbench.vs', 'Dark High Contrast': '.monaco-workbench.hc-black' }[theme]);
    if (await worn.count() > 0) return;
    await this.palette('Preferences: Color Theme');
    await this.pick(theme);
    await worn.first().waitFor({ state: 'attached' });
  }

  /** Types into the open list of choices and takes the row. */
  private async pick(label: string): Promise<void> {
    await this.page.locator('.quick-input-widget input').first().waitFor({ state: 'visible' });
    await this.page.keyboard.type(label, { delay: 5 });
    // The list filters late: the row itself is waited for and clicked, Enter would take whatever is first by now.
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
  }
}

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The themes in which everything must be readable, by the names that VS Code gives them. */
export const themes = ['Dark Modern', 'Light Modern', 'Dark High Contrast'] as const;
export type Theme = (typeof themes)[number];

/** A workbench in a browser, used as a person uses it: with the keyboard and the mouse. */
export class WorkbenchPage {
  constructor(readonly page: Page, private readonly scratch: string) {}

  /** Runs a command by its name in the palette. */
  async palette(label: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.waitFor({ state: 'visible' });
    await this.page.keyboard.type(label, { delay: 5 });
    // The list filters late: the row itself is waited for and clicked, Enter would take whatever is first by now.
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
  }

  /** Opens a file of the workspace by its name. */
  async open(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.quickInput.waitFor({ state: 'visible' });
    await this.page.keyboard.type(name, { delay: 5 });
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
    await this.page.locator('.tabs-container .tab.active', { hasText: name }).first().waitFor();
  }

  /** The page inside the panel. */
  get panel(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  get editor(): Locator {
    return this.page.locator('.editor-instance .monaco-editor').first();
  }

  /** Changes user settings, as the settings editor would; resolves when `done` is to be seen. */
  async configure(settings: Readonly<Record<string, unknown>>, done: Locator): Promise<void> {
    const file = path.join(this.scratch, 'server', 'data', 'User', 'settings.json');
    const old: unknown = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...(old as object), ...settings }, null, 2));
    await done.first().waitFor({ state: 'attached' });
  }

  async theme(theme: Theme): Promise<void> {
    const kind = { 'Dark Modern': '.monaco-workbench.vs-dark', 'Light Modern': '.monaco-workbench.vs', 'Dark High Contrast': '.monaco-workbench.hc-black' }[theme];
    await this.configure({ 'workbench.colorTheme': theme }, this.page.locator(kind));
  }

  private get quickInput(): Locator {
    return this.page.locator('.quick-input-widget input').first();
  }
}

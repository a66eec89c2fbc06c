import { chromium, type Browser } from 'playwright-core';
import { ensureChromium } from './install';
import { isolated } from './server';

/** A headless Chromium that talks to nobody but the pages it opens. */
export function launchBrowser(scratch: string): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChromium(), headless: true, env: isolated(scratch),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
  });
}

import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { findChromium } from './programs.mjs';

/** A headless Chromium that calls nobody but the page under test. Close it after the tests. */
export async function launchChromium(): Promise<Browser> {
  const found = findChromium();
  if (!found) throw new Error('Chromium was not found. Run `node test/support/prepare.mjs`, which says what to do.');
  // Chromium refuses its sandbox to root, and the one from npm comes without the helper that the sandbox needs.
  const noSandbox = process.getuid?.() === 0 || found.shipped;
  return chromium.launch({
    executablePath: found.path,
    env: { ...process.env, ...found.env } as Record<string, string>,
    args: [
      ...(noSandbox ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * Presses what leads to another page, and waits until that page is there: a click alone ends as soon as the address has
 * changed, and whoever counts rows then may still count none.
 */
export async function follow(page: Page, way: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), way.click()]);
}

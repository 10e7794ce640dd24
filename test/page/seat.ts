import type { Locator, Page } from 'playwright-core';

/** One of the three seats of the page, by the name of its region. */
export function seat(page: Page, name: 'Agency staff' | 'Liaison' | 'Supervisor') {
  const region = page.getByRole('region', { name, exact: true });
  const log = region.getByRole('log');
  const box = region.getByLabel('Message the desk');
  const send = region.getByRole('button', { name: 'Send', exact: true });
  return {
    region,
    log,
    box,
    send,
    /** What the person in the seat has said, as the log shows it. */
    said: () => log.locator('.from-person .bubble').allInnerTexts(),
    async write(text: string) {
      await box.fill(text);
      await send.click();
    },
  };
}

export async function hasFocus(element: Locator): Promise<boolean> {
  return (await element.and(element.page().locator(':focus')).count()) === 1;
}

/** The texts that describe an element to a screen reader, besides its name. */
export async function describedBy(element: Locator): Promise<(string | null)[]> {
  const ids = ((await element.getAttribute('aria-describedby')) ?? '').split(' ');
  return Promise.all(ids.map((id) => element.page().locator(`[id="${id}"]`).textContent()));
}

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { axeViolations } from './axeViolations';
import { tabOf } from './expected';
import type { Stage } from './stage';
import { views } from './views';

const tab = tabOf('component:default/nginx-strict');

/** Every page in both themes, on a desk and on a phone; the pictures are kept for people to look at. */
export function looks(stage: () => Stage): void {
  for (const theme of ['light', 'dark'] as const) {
    for (const width of [1440, 390]) {
      for (const { name, address, settle } of views) {
        it(`${name}, ${theme}, ${width} px wide, is accessible`, async () => {
          const page = await stage().open('about:blank');
          await page.emulateMedia({ colorScheme: theme });
          await page.setViewportSize({ width, height: 1000 });
          await page.goto(stage().portal.url + address);
          await settle(page);
          await stage().picture(page, `look-${name}-${theme}-${width}`);
          assert.deepEqual(await axeViolations(page), []);
          await page.close();
        });
      }
    }
  }

  it('evidence opens, and closes, by the keyboard alone', async () => {
    const page = await stage().open(tab);
    const hop = page.getByRole('button', { name: /^ingress-nginx to / });
    await hop.waitFor();
    for (let presses = 0; presses < 80; presses += 1) {
      await page.keyboard.press('Tab');
      if (await hop.evaluate(part => part === document.activeElement)) break;
    }
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').locator('mark').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.ok(await hop.evaluate(part => part === document.activeElement));
    await page.close();
  });
}

import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { axeViolations } from './axeViolations';
import { tabOf } from './expected';
import type { Stage } from './stage';

interface View {
  readonly name: string;
  readonly address: string;
  /** Brings it into the state that is looked at, and waits for it. */
  readonly settle: (page: Page) => Promise<unknown>;
}

const tab = tabOf('component:default/nginx-strict');

const views: readonly View[] = [
  {
    name: 'tab',
    address: tab,
    settle: page =>
      page.getByRole('heading', { name: 'How traffic gets here' }).waitFor(),
  },
  {
    name: 'evidence',
    address: tab,
    settle: async page => {
      await page.getByRole('button', { name: /^ingress-nginx to / }).click();
      await page.getByRole('dialog').locator('mark').first().waitFor();
    },
  },
  {
    name: 'tab-strict',
    address: tabOf('component:default/nginx-permissive'),
    settle: page =>
      page
        .getByText('ingress-nginx sends plaintext, which storefront')
        .waitFor(),
  },
  {
    name: 'comparison',
    address: tab,
    settle: async page => {
      await page
        .getByRole('button', { name: /^Before and after/ })
        .first()
        .click();
      await page.getByRole('region', { name: 'After all steps' }).waitFor();
    },
  },
  {
    name: 'fleet',
    address: '/ingress-posture/services',
    settle: page => page.getByRole('table', { name: 'Services' }).waitFor(),
  },
  {
    name: 'groups',
    address: '/ingress-posture/services?group=vendor',
    settle: page => page.getByRole('table', { name: 'Groups' }).waitFor(),
  },
  {
    name: 'strict',
    address: '/ingress-posture/strict?cluster=demo',
    settle: page => page.getByText('The plan, in this order').waitFor(),
  },
  {
    name: 'service',
    address: '/ingress-posture/services/fleet/flights-staging/flight-search',
    settle: page =>
      page.getByRole('heading', { name: 'How traffic gets here' }).waitFor(),
  },
  {
    name: 'strict-fleet',
    address: '/ingress-posture/strict?cluster=fleet',
    settle: page => page.getByText('The plan, in this order').waitFor(),
  },
  {
    name: 'what-if',
    address: '/ingress-posture/what-if?cluster=demo',
    settle: async page => {
      await page.getByRole('button', { name: 'Begin with an example' }).click();
      const field = page.getByLabel('Manifests to apply');
      const example = await field.inputValue();
      await field.fill(example.replace('NAMESPACE', 'nginx-permissive'));
      await page.getByRole('button', { name: 'See what would change' }).click();
      await page.getByRole('heading', { name: /breaks\.$/ }).waitFor();
    },
  },
  {
    name: 'end-of-life',
    address: '/ingress-posture/end-of-life',
    settle: page =>
      page.getByRole('heading', { name: 'ingress-nginx' }).waitFor(),
  },
  {
    name: 'clusters',
    address: '/ingress-posture/clusters',
    settle: page => page.getByRole('heading', { name: 'demo' }).waitFor(),
  },
];

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

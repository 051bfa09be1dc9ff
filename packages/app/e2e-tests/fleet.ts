import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { expected } from './expected';
import type { Stage } from './stage';

const address = '/ingress-posture';

/** The list of all services. */
export function fleet(stage: () => Stage): void {
  it('lists the services of the demo with mode, posture, cluster and owner', async () => {
    const page = await stage().open(
      `${address}/services?search=nginx-permissive`,
    );
    const row = await rowOf(page, 'nginx-permissive/storefront');
    const text = (await row.innerText()).replace(/\s+/g, ' ');
    for (const word of ['demo', 'standalone', 'ingress-nginx'])
      assert.match(text, new RegExp(word));
    await page.close();
    const all = await stage().open(address);
    await all.getByRole('table', { name: 'Services' }).waitFor();
    await stage().picture(all, 'fleet');
    await all.close();
  });

  it('sorts by posture in both directions', async () => {
    const page = await stage().open(address);
    const header = page.getByRole('columnheader', { name: 'Posture' });
    await page.waitForFunction(firstPostureIsNot, '');
    const worst = await firstPosture(page);
    // Each click is waited for on the page: what the URL says may not be drawn yet.
    await header.getByRole('button').click();
    await page.waitForFunction(firstPostureIsNot, worst);
    const best = await firstPosture(page);
    await header.getByRole('button').click();
    await page.waitForFunction(firstPostureIsNot, best);
    assert.equal(await firstPosture(page), worst);
    await page.close();
  });

  it('filters by posture with the bar, and back with the back button', async () => {
    const page = await stage().open(address);
    await page.getByRole('button', { name: /^rejected:? \d+/ }).click();
    await page.waitForURL(/posture=rejected/);
    await page
      .getByRole('button', { name: /^rejected:? \d+/, pressed: true })
      .waitFor();
    const rejected = expected.services.filter(
      ({ posture }) => posture === 'rejected',
    ).length;
    await page.waitForFunction(least => {
      const cells = [
        ...document.querySelectorAll('tbody [data-column=posture]'),
      ];
      return (
        cells.length >= Math.min(least, 10) &&
        cells.every(cell => cell.textContent?.includes('rejected'))
      );
    }, rejected);
    await stage().picture(page, 'fleet-filtered');
    await page.goBack();
    await page.waitForURL(url => !url.search.includes('posture'));
    await page.close();
  });

  it('shows what somebody types behind the bare address', async () => {
    const page = await stage().open(`${address}?posture=rejected`);
    await page
      .getByRole('button', { name: /^rejected:? \d+/, pressed: true })
      .waitFor();
    await page.goto(`${stage().portal.url}${address}/services/demo`);
    await page.waitForURL(/\/services\?cluster=demo$/);
    await page.getByRole('table', { name: 'Services' }).waitFor();
    await page.close();
  });

  it('filters by a retired edge, as many services as the number says', async () => {
    const page = await stage().open(address);
    const number = page.getByRole('button', {
      name: /are behind a retired edge/,
    });
    const counted = parseInt(await number.innerText(), 10);
    await number.click();
    await page.waitForURL(/retired=true/);
    const { total } = await stage().portal.api.listServices({ retired: true });
    assert.equal(counted, total);
    await page.getByText(`${total} services`).waitFor();
    await page.close();
  });

  it('says how many namespaces can turn STRICT, as many as the plans have ready', async () => {
    const { api } = stage().portal;
    const previews = await Promise.all(
      ['demo', 'fleet'].map(cluster => api.previewStrict(cluster)),
    );
    const ready = previews
      .flatMap(({ order }) => order)
      .filter(one => one.namespace !== null && one.standing === 'ready');
    const page = await stage().open(address);
    const link = page.getByRole('link', { name: /can turn STRICT today/ });
    assert.match(await link.innerText(), new RegExp(`^${ready.length} of `));
    await link.click();
    await page.getByText('The plan, in this order').waitFor();
    await page.close();
  });

  it('speaks German, tabs and all, to a reader who chose it', async () => {
    // Where the page of settings keeps the choice, for all pages of the browser.
    const page = await stage().open('/settings');
    await page.evaluate(() => localStorage.setItem('language', 'de'));
    try {
      await page.goto(stage().portal.url + address);
      await page.getByText('Was wäre, wenn').waitFor();
      await page.getByText('sind gerade kaputt').waitFor();
      await page.getByRole('table', { name: 'Services' }).waitFor();
      await stage().picture(page, 'fleet-german');
    } finally {
      await page.evaluate(() => localStorage.removeItem('language'));
      await page.close();
    }
  });

  it('leads from a row to the service in full', async () => {
    const page = await stage().open(
      `${address}/services?search=nginx-permissive`,
    );
    const row = await rowOf(page, 'nginx-permissive/storefront');
    await row
      .getByRole('link', { name: 'nginx-permissive/storefront' })
      .click();
    await page
      .getByRole('heading', { name: 'How traffic gets here' })
      .waitFor();
    await page.close();
  });
}

async function rowOf(page: Page, name: string) {
  const row = page.getByRole('row').filter({ hasText: name }).first();
  await row.waitFor();
  return row;
}

async function firstPosture(page: Page): Promise<string | null> {
  return page.locator('tbody [data-column=posture]').first().textContent();
}

/** Runs in the page: whether a posture is drawn in the first row, and another one than before. */
function firstPostureIsNot(before: string | null): boolean {
  const text =
    document.querySelector('tbody [data-column=posture]')?.textContent ?? '';
  return text !== '' && text !== before;
}

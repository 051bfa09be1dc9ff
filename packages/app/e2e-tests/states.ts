import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import { it } from 'node:test';
import { axeViolations } from './axeViolations';
import { tabOf } from './expected';
import type { Stage } from './stage';

/** Pages that have no verdict to show, or an old one, and say so. */
export function states(stage: () => Stage): void {
  it('an entity without annotations says which one to add', async () => {
    const page = await stage().open(tabOf('component:default/handbook'));
    await page.getByText('backstage.io/kubernetes-id').first().waitFor();
    await stage().picture(page, 'state-no-annotations');
    await page.close();
  });

  it('an unknown cluster is named, with those that are known', async () => {
    const page = await stage().open(tabOf('component:default/storefront-eu'));
    await page.getByText('There is no cluster “prod-eu”').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: /^demo$/ })
      .waitFor();
    await stage().picture(page, 'state-unknown-cluster');
    await page.close();
  });

  it('an entity that nothing matches shows the label to add', async () => {
    const page = await stage().open(tabOf('component:default/clearance'));
    await page.getByText('No Service matches this entity').waitFor();
    await page.getByText('backstage.io/kubernetes-id: clearance').waitFor();
    await stage().picture(page, 'state-no-match');
    await page.close();
  });

  const refusals = [
    {
      name: 'forbidden',
      status: 403,
      says: 'You may not see this',
    },
    {
      name: 'error',
      status: 500,
      says: 'The postures could not be read from the ingress-posture backend',
    },
  ];
  for (const { name, status, says } of refusals) {
    for (const address of [
      tabOf('component:default/nginx-strict'),
      '/ingress-posture',
      '/ingress-posture/strict?cluster=demo',
    ]) {
      it(`${name} is said at ${address}, and asked again on demand`, async () => {
        const page = await stage().open('about:blank');
        // The browser itself writes down that it is refused, as it is meant to be.
        page.removeAllListeners('console');
        const questions = '**/api/ingress-posture/**';
        await page.route(questions, route =>
          route.fulfill({
            status,
            json: {
              error: { name: 'Error', message: 'It is as the test wants' },
              request: { method: 'GET', url: '/services' },
              response: { statusCode: status },
            },
          }),
        );
        await page.goto(stage().portal.url + address);
        await page.getByText(says).first().waitFor();
        await stage().picture(page, `state-${name}${keyOf(address)}`);
        assert.deepEqual(await axeViolations(page), []);
        await page.unroute(questions);
        await page.getByRole('button', { name: 'Try again' }).first().click();
        await page.getByText(says).first().waitFor({ state: 'detached' });
        await page.close();
      });
    }
  }

  it('the first load shows the shape of what comes', async () => {
    const page = await stage().open('about:blank');
    let answer = () => {};
    const asked = new Promise<void>(resolve => {
      answer = resolve;
    });
    await page.route('**/postures', async route => {
      await asked;
      await route.continue();
    });
    await page.goto(
      stage().portal.url + tabOf('component:default/nginx-strict'),
    );
    await page.getByRole('status', { name: 'Reading postures' }).waitFor();
    await stage().picture(page, 'state-first-load');
    assert.deepEqual(await axeViolations(page), []);
    answer();
    await page.getByText('rejected for ').waitFor();
    await page.close();
  });

  it('a source that stops leaves the last verdict, marked as stale', async () => {
    const { demo } = stage();
    const page = await stage().open(tabOf('component:default/nginx-strict'));
    await page.getByText('rejected for ').waitFor();
    renameSync(demo, `${demo}-away`);
    try {
      await page.getByText(/stale since/).waitFor({ timeout: 60_000 });
      await page.getByText('rejected for ').waitFor();
      await stage().picture(page, 'state-stopped');
    } finally {
      renameSync(`${demo}-away`, demo);
    }
    await page.getByText(/^as of/).waitFor({ timeout: 60_000 });
    await page.close();
  });
}

/** An address as part of a file's name. */
function keyOf(address: string): string {
  return address.replace(/[^a-z]+/g, '-');
}

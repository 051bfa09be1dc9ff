import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { axeViolations } from './axeViolations';
import { tabOf } from './expected';
import { setStage, type Stage } from './stage';

// The same portal, which serves packages/app-legacy.
let stage: Stage;

describe('an app of the older frontend system', () => {
  // In here, so that neither is set up where no test of this file is wanted.
  before(async () => {
    stage = await setStage({
      name: 'legacy-portal',
      settings: { APP_CONFIG_app_packageName: 'app-legacy' },
    });
  });
  after(async () => {
    await stage?.close();
  });

  it('has the tab, with evidence behind each line', async () => {
    const page = await stage.open(tabOf('component:default/nginx-strict'));
    await page.getByRole('button', { name: /^ingress-nginx to / }).click();
    await page.getByRole('dialog').locator('mark').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await stage.picture(page, 'legacy-tab');
    assert.deepEqual(await axeViolations(page), []);
    await page.close();
  });

  it('has the card of a component, and the summary of a system', async () => {
    const page = await stage.open('/catalog/default/component/nginx-strict');
    await page
      .getByRole('link', { name: 'How traffic gets here, why, and what to do' })
      .click();
    await page.waitForURL(/nginx-strict\/ingress-posture/);
    await page.goto(`${stage.portal.url}/catalog/default/system/customers`);
    await page.getByText('Ingress of what it owns').waitFor();
    await page
      .getByRole('link', { name: 'All of them on the fleet page' })
      .click();
    await page.waitForURL(/system=system/);
    await page.close();
  });

  it('has the fleet page with its parts', async () => {
    const page = await stage.open('/ingress-posture');
    await page.getByRole('table', { name: 'Services' }).waitFor();
    await stage.picture(page, 'legacy-fleet');
    assert.deepEqual(await axeViolations(page), []);
    for (const [tab, heading] of [
      ['STRICT plan', 'The plan, in this order'],
      ['What if', 'What would be applied'],
      ['End of life', 'ingress-nginx'],
      ['Clusters', 'fleet'],
    ]) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('heading', { name: heading }).waitFor();
    }
    await page.close();
  });

  it('wrote no error to the console', () => {
    assert.deepEqual(stage.errors, []);
  });
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { ServiceSummary } from '@ingress-posture/plugin-ingress-posture-common';
import { assertDiagram } from './demoTabs';
import type { Stage } from './stage';
import { modeWords, postureWords } from './words';

/** The demo's second cluster: 150 services with the mess of real ones. */
export function fleetCluster(stage: () => Stage): void {
  it('shows a service of each kind of verdict as the API has it', async () => {
    const kinds = onePerVerdict(await servicesOf(stage()));
    assert.ok(kinds.length >= 10);
    for (const service of kinds) {
      const { cluster, namespace, name, posture, mode } = service;
      const page = await stage().open(
        `/ingress-posture/services/${cluster}/${namespace}/${name}`,
      );
      await page.getByRole('heading', { name: service.sentence }).waitFor();
      const text = await page.getByRole('main').last().innerText();
      assert.ok(text.includes(`Mode: ${modeWords[mode]}.`), text);
      assert.ok(text.includes(`${postureWords[posture]} for `), text);
      await assertDiagram(page, stage(), { cluster, namespace, service: name });
      await stage().picture(page, `fleet-${mode}-${posture}`);
      await page.close();
    }
  });

  it('counts by vendor under the names of the vendors', async () => {
    const page = await stage().open('/ingress-posture/services?group=vendor');
    const groups = page.getByRole('table', { name: 'Groups' });
    await groups
      .getByRole('link', { name: /AWS Application Load Balancer/ })
      .click();
    await page.waitForURL(/vendor=aws-alb/);
    await page.getByRole('table', { name: 'Services' }).waitFor();
    await page.close();
  });

  it('draws only the rows in sight of all services', async () => {
    const page = await stage().open('/ingress-posture/services');
    const { total } = await stage().portal.api.listServices({ limit: 1 });
    await page.getByRole('table', { name: 'Services' }).waitFor();
    assert.ok(total > 150);
    const drawn = await page.locator('tbody tr').count();
    assert.ok(drawn < total / 2, `${drawn} rows of ${total}`);
    await page.close();
  });

  it('has a plan that folds what is done, and opens the steps of what is not', async () => {
    const page = await stage().open('/ingress-posture/strict?cluster=fleet');
    const plan = page.getByRole('region', { name: 'The plan, in this order' });
    await plan.getByText(/\d+ namespaces? takes? mTLS only/).waitFor();
    const stages = plan.locator('ol:visible > li');
    assert.ok((await stages.count()) > 5);
    await stages.first().locator('summary').click();
    await stages.first().getByText('Verify').waitFor();
    await page.close();
  });
}

async function servicesOf({
  portal,
}: Stage): Promise<readonly ServiceSummary[]> {
  const { items } = await portal.api.listServices({
    cluster: 'fleet',
    limit: 500,
  });
  return items;
}

function onePerVerdict(
  services: readonly ServiceSummary[],
): readonly ServiceSummary[] {
  const kinds = new Map<string, ServiceSummary>();
  for (const service of services) {
    const kind = `${service.mode} ${service.posture}`;
    if (!kinds.has(kind)) kinds.set(kind, service);
  }
  return [...kinds.values()];
}

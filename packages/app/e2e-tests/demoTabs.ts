import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { expected, type ExpectedService, tabOf } from './expected';
import type { Stage } from './stage';
import { modeWords, outcomeWords, postureWords, wireWords } from './words';

/** Every case of the demo, as a reader of its catalog entity sees it. */
export function demoTabs(stage: () => Stage): void {
  for (const service of expected.services) {
    it(`${service.file} shows ${service.mode}, ${service.posture} and its paths`, async () => {
      const page = await stage().open(tabOf(service.entityRef));
      await page
        .getByRole('heading', { name: 'How traffic gets here' })
        .waitFor();
      await stage().picture(page, `tab-${service.namespace}`);
      const content = page.getByRole('main').last();
      const verdict = await content.innerText();
      assert.match(verdict, new RegExp(`Mode: ${modeWords[service.mode]}\\.`));
      assert.match(
        verdict,
        new RegExp(`${postureWords[service.posture]} for `),
      );
      await assertDiagram(page, stage(), service);
      await page.close();
    });
  }
}

/** Who changes the folder is told the file and the line of each object. */
export function places(stage: () => Stage): void {
  it('names file and line of what a remedy changes', async () => {
    const page = await stage().open(tabOf('component:default/nginx-strict'));
    const remedies = page.getByRole('region', { name: 'What to do' });
    const line =
      /Deployment .*ingress-nginx-controller.* nginx-strict\.yaml, line (\d+)/;
    const said = await remedies.getByText(line).first().innerText();
    const number = Number(line.exec(said)?.[1]);
    const file = path.join(stage().demo, 'nginx-strict.yaml');
    const written = readFileSync(file, 'utf8')
      .split('\n')
      .slice(number - 1);
    assert.ok(written.slice(0, 2).includes('kind: Deployment'));
    await page.close();
  });
}

/** What a step of a remedy changes, line by line, and as the patch that is applied. */
export function diffs(stage: () => Stage): void {
  it('shows line by line what a step changes, and its patch on demand', async () => {
    const page = await stage().open(tabOf('component:default/nginx-strict'));
    const diff = page
      .getByRole('region', { name: 'What to do' })
      .getByRole('group', { name: /^Changes to Deployment .*nginx/ });
    const added = diff
      .getByRole('insertion')
      .filter({ hasText: 'sidecar.istio.io/inject: "true"' });
    assert.match(await added.innerText(), /^\+/);
    await diff.getByText('kind: Deployment').waitFor();
    await page.getByRole('button', { name: 'Patch', exact: true }).click();
    await page.getByRole('group', { name: /^YAML for Deployment/ }).waitFor();
    await diff.waitFor({ state: 'detached' });
    await page.close();
  });
}

/** From a remedy to the form of the template, filled in. */
export function pullRequests(stage: () => Stage): void {
  it('leads from a proven remedy to the form that opens a pull request', async () => {
    const page = await stage().open(tabOf('component:default/nginx-strict'));
    await page
      .getByRole('button', { name: /^Open pull request: / })
      .first()
      .click();
    await page.waitForURL(/\/create\/templates\/default\//);
    const service = page.getByLabel('Name of the Service');
    await service.waitFor();
    assert.equal(await service.inputValue(), 'cart');
    const remedy = page.getByLabel('Id of the remedy');
    assert.notEqual(await remedy.inputValue(), '');
    await page.close();
  });
}

/** Each hop of the answer is a line of the diagram that says what is on the wire and what becomes of it. */
export async function assertDiagram(
  page: Page,
  stage: Stage,
  service: Pick<ExpectedService, 'cluster' | 'namespace' | 'service'>,
): Promise<void> {
  const { cluster, namespace, service: name } = service;
  const { posture } = await stage.portal.api.getService({
    cluster,
    namespace,
    name,
  });
  const diagram = page.getByRole('group', {
    name: `Diagram of the paths into ${namespace}/${name}`,
  });
  if (posture.paths.length === 0) {
    assert.equal(await diagram.count(), 0);
    await page.getByText('only clients inside the cluster reach it').waitFor();
    return;
  }
  const drawn = await diagram
    .getByRole('button')
    .evaluateAll(parts =>
      parts.map(part => part.getAttribute('aria-label') ?? ''),
    );
  for (const hop of posture.paths.flatMap(({ hops }) => hops)) {
    const words = `${wireWords[hop.wire]} · ${outcomeWords[hop.outcome]}`;
    assert.ok(
      drawn.some(label => label.includes(words)),
      `no line says "${words}", only: ${drawn.join(' | ')}`,
    );
  }
}

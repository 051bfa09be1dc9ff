import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { tabOf } from './expected';
import type { Stage } from './stage';

const strict = `---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: nginx-permissive
spec:
  mtls:
    mode: STRICT
`;

/** A cluster that changes under open pages. */
export function changes(stage: () => Stage): void {
  it('reach an open page without a reload', async () => {
    const page = await stage().open(
      tabOf('component:default/nginx-permissive'),
    );
    await page.getByText('plaintext for ').waitFor();
    await page.evaluate(() => Object.assign(window, { notReloaded: true }));
    appendFileSync(path.join(stage().demo, 'nginx-permissive.yaml'), strict);
    await page.getByText('rejected for ').waitFor({ timeout: 60_000 });
    assert.ok(await page.evaluate(() => 'notReloaded' in window));
    await stage().picture(page, 'changed');
    await page.close();
  });
}

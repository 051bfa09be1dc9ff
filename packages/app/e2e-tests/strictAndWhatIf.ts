import assert from 'node:assert/strict';
import { it } from 'node:test';
import { tabOf } from './expected';
import type { Stage } from './stage';

/** What is not so yet: STRICT from the tab, and manifests that nobody applied. */
export function strictAndWhatIf(stage: () => Stage): void {
  it('the tab says which path breaks if the workload turned STRICT, and which remedy it has', async () => {
    const page = await stage().open(
      tabOf('component:default/nginx-permissive'),
    );
    const section = page.getByRole('region', {
      name: 'If it turned STRICT now',
    });
    await section
      .getByText('ingress-nginx sends plaintext, which storefront would refuse')
      .waitFor();
    await section.getByText('→ Give ingress-nginx a sidecar').waitFor();
    await section
      .getByRole('button', { name: 'namespace nginx-permissive' })
      .click();
    await section.getByText('If namespace nginx-permissive turned').waitFor();
    await page.close();
  });

  it('the page What if says what the preview said, when the policy is pasted', async () => {
    const page = await stage().open('/ingress-posture/what-if?cluster=demo');
    await page
      .getByLabel('Manifests to apply')
      .fill(strictIn('nginx-permissive'));
    await page.getByRole('button', { name: 'See what would change' }).click();
    await page.getByRole('heading', { name: /1 path breaks\.$/ }).waitFor();
    await page.getByText('Plaintext is sent to a STRICT port').waitFor();
    const link = page.getByRole('link', {
      name: 'nginx-permissive/storefront',
    });
    assert.match(
      (await link.getAttribute('href')) ?? '',
      /services\/demo\/nginx-permissive\/storefront$/,
    );
    await page.close();
  });

  it('the page What if is asked by the keyboard alone', async () => {
    const page = await stage().open('/ingress-posture/what-if?cluster=demo');
    const field = page.getByLabel('Manifests to apply');
    const ask = page.getByRole('button', { name: 'See what would change' });
    await field.focus();
    await page.keyboard.insertText(strictIn('nginx-permissive'));
    for (let presses = 0; presses < 10; presses += 1) {
      await page.keyboard.press('Tab');
      if (await ask.evaluate(part => part === document.activeElement)) break;
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /1 path breaks\.$/ }).waitFor();
    await page.close();
  });

  it('the page What if names document and line of what cannot be read', async () => {
    const page = await stage().open('/ingress-posture/what-if?cluster=demo');
    // The browser itself writes down that the question is refused, as it is meant to be.
    page.removeAllListeners('console');
    await page.getByLabel('Manifests to apply').fill('kind: [');
    await page.getByRole('button', { name: 'See what would change' }).click();
    await page.getByText(/document 1, line \d+/).waitFor();
    await page.close();
  });
}

/** A policy that turns a namespace STRICT. */
function strictIn(namespace: string): string {
  return `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: ${namespace}
spec:
  mtls:
    mode: STRICT
`;
}

import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { tabOf } from './expected';
import type { Stage } from './stage';
import { views } from './views';

// A tablet upright; a window of 1280 px at 200 % and at 400 %, which WCAG 2.2 asks for (1.4.10 Reflow).
const widths = [768, 640, 320];

/** Pages where there is little room: nothing is cut off, and none scrolls sideways as a whole. */
export function reflow(stage: () => Stage): void {
  for (const width of widths) {
    for (const { name, address, settle } of views) {
      it(`${name} fits into ${width} px`, async () => {
        const page = await stage().open('about:blank');
        await page.setViewportSize({ width, height: 900 });
        await page.goto(stage().portal.url + address);
        await settle(page);
        assert.deepEqual(await page.evaluate(stickingOut), []);
        await page.close();
      });
    }
  }

  it('the diagram has the workload in sight on a tablet', async () => {
    const page = await openAt768(tabOf('component:default/nginx-strict'));
    const diagram = page.getByRole('group', { name: /^Diagram of the paths/ });
    const workload = diagram.getByRole('button', { name: /^cart :8080/ });
    await workload.waitFor();
    const box = await workload.boundingBox();
    assert.ok(box && box.x + box.width <= 768);
    await page.close();
  });

  it('the fleet page has posture and sentence in sight on a tablet', async () => {
    const page = await openAt768('/ingress-posture/services?posture=rejected');
    const row = page.getByRole('row').filter({ hasText: 'nginx-strict/cart' });
    const verdict = row.getByText('rejected', { exact: true });
    await verdict.waitFor();
    const box = await verdict.boundingBox();
    assert.ok(box && box.x + box.width <= 768);
    await page.close();
  });

  async function openAt768(address: string): Promise<Page> {
    const page = await stage().open('about:blank');
    await page.setViewportSize({ width: 768, height: 900 });
    await page.goto(stage().portal.url + address);
    return page;
  }
}

/**
 * Runs in the page, so without functions of its own that have names: what of the plugin's part is past the
 * right edge, and in no box that scrolls.
 */
function stickingOut(): string[] {
  const room = document.documentElement.clientWidth;
  const content =
    document.querySelector('[role="dialog"]') ??
    [...document.querySelectorAll('main')].pop();
  return [...(content?.querySelectorAll('*') ?? [])]
    .filter(part => {
      const { right, width } = part.getBoundingClientRect();
      if (width === 0 || right <= room + 1) return false;
      for (let box = part.parentElement; box; box = box.parentElement) {
        const { overflowX, clip } = getComputedStyle(box);
        // What is clipped whole is for screen readers alone.
        if (/auto|scroll/.test(overflowX) || clip !== 'auto') return false;
      }
      return true;
    })
    .map(part => `${part.tagName} ${part.textContent?.slice(0, 60)}`);
}

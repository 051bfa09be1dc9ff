import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe has against the plugin's part of a page, a line each; the portal's own parts are not judged. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(source);
  const { violations } = await page.evaluate<AxeResults>(() => {
    const { axe } = window as unknown as {
      axe: { run(context: unknown, options: object): Promise<AxeResults> };
    };
    const dialog = document.querySelector('[role="dialog"]');
    const content = [...document.querySelectorAll('main')].pop();
    return axe.run(dialog ?? content ?? document, {
      resultTypes: ['violations'],
    });
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`),
  );
}

import type { BrowserContext } from 'playwright-core';
import { ms, print, quantile } from './print';

const steps = 120;
const pixels = 400;

/** Time between frames while the list of all services is scrolled. */
export async function scrollTimes(
  browser: BrowserContext,
  url: string,
): Promise<void> {
  const page = await browser.newPage();
  await page.goto(`${url}/ingress-posture/services?cluster=bench`);
  const table = page.getByRole('table', { name: 'Services' });
  await table.waitFor();
  await table.hover();
  // As text: compiled functions name helpers that no page has.
  await page.evaluate(`
    window.frameTimes = [];
    requestAnimationFrame(function note(at) {
      window.frameTimes.push(at);
      requestAnimationFrame(note);
    });
  `);
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(0, pixels);
    await page.waitForTimeout(16);
  }
  const frames = await page.evaluate<number[]>('window.frameTimes');
  const times = frames.slice(1).map((at, index) => at - frames[index]);
  print('scrolling: frame time, median', ms(quantile(times, 0.5)));
  print('p95', ms(quantile(times, 0.95)));
  print('longest', ms(Math.max(...times)));
  await page.close();
}

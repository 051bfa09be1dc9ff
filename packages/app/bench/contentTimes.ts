import type { BrowserContext } from 'playwright-core';
import { ms, print, quantile } from './print';

interface Watched {
  readonly name: string;
  readonly address: string;
  /** What a reader came for: the first of it in the page is first useful content. */
  readonly content: string;
}

const pages: readonly Watched[] = [
  {
    name: "the catalog's entity page",
    address: '/catalog/default/component/handbook',
    content: 'Runs nowhere',
  },
  {
    name: 'the tab',
    address: '/catalog/default/component/nginx-strict/ingress-posture',
    content: 'clients get 502',
  },
  {
    name: 'the fleet page',
    address: '/ingress-posture/services?cluster=bench',
    content: 'team-',
  },
];

const rounds = 9;

/** Time from the start of a load to first useful content, files cached as they are for who comes back. */
export async function contentTimes(
  browser: BrowserContext,
  url: string,
): Promise<void> {
  const times = new Map<string, number[]>(pages.map(({ name }) => [name, []]));
  // The first round fills the browser's cache. The others take turns, so that all meet the same machine.
  for (let round = 0; round <= rounds; round += 1) {
    for (const page of pages) {
      const time = await timeOf(browser, url, page);
      if (round > 0) times.get(page.name)?.push(time);
    }
  }
  const [base] = [...times.values()].map(all => quantile(all, 0.5));
  for (const [name, all] of times) {
    const median = quantile(all, 0.5);
    const share = (median / base).toFixed(2);
    print(`${name}: first useful content, median`, ms(median));
    if (median !== base) print("  of the catalog's", `${share} ×`);
  }
}

async function timeOf(
  browser: BrowserContext,
  url: string,
  { address, content }: Watched,
): Promise<number> {
  const page = await browser.newPage();
  await page.addInitScript(noticing(content));
  await page.goto(url + address);
  const seen = await page.waitForFunction<number>('window.seenAt');
  const time = await seen.jsonValue();
  await page.close();
  return time;
}

/** Notes in the page when a text appears. As text: compiled functions name helpers that no page has. */
function noticing(content: string): string {
  return `
    requestAnimationFrame(function look() {
      const root = document.querySelector('#root');
      if (root && root.textContent.includes(${JSON.stringify(content)})) {
        window.seenAt = performance.now();
      } else {
        requestAnimationFrame(look);
      }
    });
  `;
}

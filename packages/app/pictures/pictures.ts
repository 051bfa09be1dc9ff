import type { Locator, Page } from 'playwright-core';
import { askWhatIf } from '../e2e-tests/askWhatIf';
import { tabOf } from '../e2e-tests/expected';

/** A picture of the documentation, as docs/images has it. */
export interface Picture {
  readonly name: string;
  readonly address: string;
  /** Brings the page into the state that is shown; what it returns is shown alone, else what fits the window. */
  readonly settle: (page: Page) => Promise<Locator | void>;
}

const tab = tabOf('component:default/nginx-strict');

/** All pictures of README.md and docs/. */
export const pictures: readonly Picture[] = [
  {
    name: 'entity-tab',
    address: tab,
    settle: page => page.getByText('What to do:').waitFor(),
  },
  {
    name: 'remedy',
    address: tab,
    settle: async page => {
      const remedies = page.getByRole('region', { name: 'What to do' });
      await remedies.getByRole('insertion').first().waitFor();
      return remedies.getByRole('article').first();
    },
  },
  {
    name: 'fleet',
    address: '/ingress-posture/services',
    settle: async page => {
      await page.getByText('namespaces can turn STRICT today').waitFor();
      // Titles of entities come after their names.
      await page.getByRole('link', { name: 'Profile (alb-strict)' }).waitFor();
    },
  },
  {
    name: 'strict-plan',
    address: '/ingress-posture/strict?cluster=demo',
    settle: page => page.getByText('The plan, in this order').waitFor(),
  },
  {
    name: 'what-if',
    address: '/ingress-posture/what-if?cluster=demo',
    settle: askWhatIf,
  },
];

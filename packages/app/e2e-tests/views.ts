import type { Page } from 'playwright-core';
import { askWhatIf } from './askWhatIf';
import { tabOf } from './expected';

/** A page that is looked at. */
export interface View {
  readonly name: string;
  readonly address: string;
  /** Brings it into the state that is looked at, and waits for it. */
  readonly settle: (page: Page) => Promise<unknown>;
}

const tab = tabOf('component:default/nginx-strict');

/** Every page, in the state that people look at. */
export const views: readonly View[] = [
  {
    name: 'tab',
    address: tab,
    settle: page =>
      page.getByRole('heading', { name: 'How traffic gets here' }).waitFor(),
  },
  {
    name: 'evidence',
    address: tab,
    settle: async page => {
      await page.getByRole('button', { name: /^ingress-nginx to / }).click();
      await page.getByRole('dialog').locator('mark').first().waitFor();
    },
  },
  {
    name: 'tab-strict',
    address: tabOf('component:default/nginx-permissive'),
    settle: page =>
      page
        .getByText('ingress-nginx sends plaintext, which storefront')
        .waitFor(),
  },
  {
    name: 'comparison',
    address: tab,
    settle: async page => {
      await page
        .getByRole('button', { name: /^Before and after/ })
        .first()
        .click();
      await page.getByRole('region', { name: 'After all steps' }).waitFor();
    },
  },
  {
    name: 'fleet',
    address: '/ingress-posture/services',
    settle: page => page.getByRole('table', { name: 'Services' }).waitFor(),
  },
  {
    name: 'groups',
    address: '/ingress-posture/services?group=vendor',
    settle: page => page.getByRole('table', { name: 'Groups' }).waitFor(),
  },
  {
    name: 'strict',
    address: '/ingress-posture/strict?cluster=demo',
    settle: page => page.getByText('The plan, in this order').waitFor(),
  },
  {
    name: 'service',
    address: '/ingress-posture/services/fleet/flights-staging/flight-search',
    settle: page =>
      page.getByRole('heading', { name: 'How traffic gets here' }).waitFor(),
  },
  {
    name: 'strict-fleet',
    address: '/ingress-posture/strict?cluster=fleet',
    settle: page => page.getByText('The plan, in this order').waitFor(),
  },
  {
    name: 'what-if',
    address: '/ingress-posture/what-if?cluster=demo',
    settle: askWhatIf,
  },
  {
    name: 'end-of-life',
    address: '/ingress-posture/end-of-life',
    settle: page =>
      page.getByRole('heading', { name: 'ingress-nginx' }).waitFor(),
  },
  {
    name: 'clusters',
    address: '/ingress-posture/clusters',
    settle: page => page.getByRole('heading', { name: 'demo' }).waitFor(),
  },
];

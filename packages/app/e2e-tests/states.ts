import { renameSync } from 'node:fs';
import { it } from 'node:test';
import { tabOf } from './expected';
import type { Stage } from './stage';

/** Pages that have no verdict to show, or an old one, and say so. */
export function states(stage: () => Stage): void {
  it('an entity without annotations says which one to add', async () => {
    const page = await stage().open(tabOf('component:default/handbook'));
    await page.getByText('backstage.io/kubernetes-id').first().waitFor();
    await stage().picture(page, 'state-no-annotations');
    await page.close();
  });

  it('an unknown cluster is named, with those that are known', async () => {
    const page = await stage().open(tabOf('component:default/storefront-eu'));
    await page.getByText('There is no cluster “prod-eu”').waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: /^demo$/ })
      .waitFor();
    await stage().picture(page, 'state-unknown-cluster');
    await page.close();
  });

  it('an entity that nothing matches shows the label to add', async () => {
    const page = await stage().open(tabOf('component:default/clearance'));
    await page.getByText('No Service matches this entity').waitFor();
    await page.getByText('backstage.io/kubernetes-id: clearance').waitFor();
    await stage().picture(page, 'state-no-match');
    await page.close();
  });

  it('a source that stops leaves the last verdict, marked as stale', async () => {
    const { demo } = stage();
    const page = await stage().open(tabOf('component:default/nginx-strict'));
    await page.getByText('rejected for ').waitFor();
    renameSync(demo, `${demo}-away`);
    try {
      await page.getByText(/stale since/).waitFor({ timeout: 60_000 });
      await page.getByText('rejected for ').waitFor();
      await stage().picture(page, 'state-stopped');
    } finally {
      renameSync(`${demo}-away`, demo);
    }
    await page.getByText(/^as of/).waitFor({ timeout: 60_000 });
    await page.close();
  });
}

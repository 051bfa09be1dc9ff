import type { Page } from 'playwright-core';

/** Asks on the page What if for its example, a policy that breaks a path of the demo, and waits for the answer. */
export async function askWhatIf(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Begin with an example' }).click();
  const field = page.getByLabel('Manifests to apply');
  const example = await field.inputValue();
  await field.fill(example.replace('NAMESPACE', 'nginx-permissive'));
  await page.getByRole('button', { name: 'See what would change' }).click();
  await page.getByRole('heading', { name: /breaks\.$/ }).waitFor();
}

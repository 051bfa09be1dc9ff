import { execFileSync } from 'node:child_process';
import { type BrowserContext, chromium } from 'playwright-core';

/** Chromium as installed on this machine, with a profile of its own. CHROMIUM names another command. */
export function launchBrowser(profile: string): Promise<BrowserContext> {
  const command = process.env.CHROMIUM ?? 'chromium';
  return chromium.launchPersistentContext(profile, {
    executablePath: execFileSync('which', [command], {
      encoding: 'utf8',
    }).trim(),
    headless: true,
    viewport: { width: 1440, height: 1000 },
    reducedMotion: 'reduce',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

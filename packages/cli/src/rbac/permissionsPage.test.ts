import { kinds } from '@ingress-posture/engine';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { clusterRole } from './clusterRole';

const page = path.resolve(__dirname, '../../../../docs/permissions.md');

describe('docs/permissions.md', () => {
  it('shows what "npm run posture -- rbac" prints; paste that when this fails', () => {
    expect(readFileSync(page, 'utf8')).toContain(
      `\`\`\`yaml\n${clusterRole(kinds, 'ingress-posture')}\`\`\`\n`,
    );
  });
});

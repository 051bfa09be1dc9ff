import { targetPaths } from '@backstage/cli-common';
import {
  analyze,
  ClusterState,
  parseManifests,
  previewStrict,
  StrictScope,
} from '@ingress-posture/engine';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutProof } from './withoutProof';

const folder = targetPaths.resolveRoot('examples/clusters/demo');

describe('withoutProof', () => {
  const state = new ClusterState({ name: 'demo' });
  for (const file of readdirSync(folder)) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const one of parseManifests(text, file).objects) state.upsert(one);
  }
  const postures = analyze(state);
  const known = postures.map(withoutProof);

  it.each<StrictScope>([
    { kind: 'mesh' },
    { kind: 'namespace', namespace: 'nginx-permissive' },
    {
      kind: 'workload',
      namespace: 'nginx-permissive',
      service: 'storefront',
    },
  ])('leaves all that a preview of %j needs', scope => {
    const judged = previewStrict(state, scope, { judged: known });
    expect(judged).toEqual(previewStrict(state, scope));
  });

  it('leaves a small part', () => {
    const size = (value: unknown) => JSON.stringify(value).length;
    expect(size(known)).toBeLessThan(size(postures) / 4);
  });
});

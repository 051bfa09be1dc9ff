import { targetPaths } from '@backstage/cli-common';
import {
  ClusterState,
  judgedServices,
  parseManifests,
} from '@ingress-posture/engine';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readinessOf } from './readiness';

const folder = targetPaths.resolveRoot('examples/clusters/demo');

function stateOf(...names: readonly string[]): ClusterState {
  const state = new ClusterState({ name: 'demo' });
  for (const name of names) {
    const text = readFileSync(join(folder, `${name}.yaml`), 'utf8');
    for (const one of parseManifests(text, name).objects) state.upsert(one);
  }
  return state;
}

describe('readinessOf', () => {
  it('counts the namespaces of the mesh by how they stand, and no others', () => {
    const state = stateOf(
      '00-mesh',
      'istio-gateway-strict',
      'istio-gateway-permissive',
      'nginx-permissive',
      'outside-mesh',
    );
    expect(readinessOf(state, judgedServices(state))).toEqual({
      cluster: 'demo',
      namespaces: { done: 1, ready: 1, 'with-exceptions': 1, blocked: 0 },
    });
  });
});

import {
  ClusterState,
  parseManifests,
  ServicePosture,
  verdict,
} from '@ingress-posture/engine';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const clusters = path.resolve(__dirname, '../../../../examples/clusters');

/** Every service of an example cluster with its paths; without findings and remedies, which take longer. */
export function exampleVerdicts(cluster: 'demo' | 'fleet'): ServicePosture[] {
  const folder = path.join(clusters, cluster);
  const state = new ClusterState({ name: cluster });
  const objects = readdirSync(folder)
    .filter(file => file.endsWith('.yaml'))
    .flatMap(
      file =>
        parseManifests(readFileSync(path.join(folder, file), 'utf8'), file)
          .objects,
    );
  for (const object of objects) state.upsert(object);
  return servicesAmong(objects).flatMap(key => {
    const found = verdict(state, key);
    return found ? [{ ...found, findings: [], remedies: [] }] : [];
  });
}

function servicesAmong(objects: readonly unknown[]) {
  return (objects as readonly KubernetesObject[])
    .filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Service')
    .map(({ metadata: { namespace, name } }) => ({ namespace, name }));
}

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace: string; readonly name: string };
}

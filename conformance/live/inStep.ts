import type { ServicePosture } from '@ingress-posture/engine';
import type { IngressPostureApi } from '@ingress-posture/plugin-ingress-posture-common';
import assert from 'node:assert/strict';
import { servedPostures } from '../apiserver/servedPostures';
import { eventually } from '../portal/eventually';
import { freshAnalysis } from './freshAnalysis';

/** A cluster as the product serves it, and as whom it is read. */
export interface Comparison {
  readonly api: IngressPostureApi;
  readonly cluster: string;
  readonly kubeconfig: string;
}

/**
 * THE comparison: what the API serves equals a fresh analysis of what the API server holds, and the
 * cluster is said to be in step. Waits until it is so; fails with the difference when it never is.
 */
export async function inStep(comparison: Comparison): Promise<void> {
  const { cluster } = comparison;
  const found = await eventually(
    `Postures of ${cluster} that equal a fresh analysis`,
    // While something is down, that is the difference.
    () =>
      compare(comparison).catch((error: Error) => ({
        difference: String(error),
      })),
    ({ difference }) => difference === undefined,
  );
  assert.equal(found.difference, undefined);
}

async function compare({ api, cluster, kubeconfig }: Comparison) {
  const status = await statusOf(api, cluster);
  if (status?.state !== 'synced') return { difference: status ?? null };
  const fresh = byName(await freshAnalysis(cluster, kubeconfig));
  const served = byName(await servedPostures(api, cluster));
  return { difference: differenceOf(served, fresh) };
}

/** What the API says about a cluster. */
export async function statusOf(api: IngressPostureApi, cluster: string) {
  const { items } = await api.listClusters();
  return items.find(({ name }) => name === cluster);
}

function byName(postures: readonly ServicePosture[]) {
  return new Map(
    postures
      .map(
        one => [`${one.service.namespace}/${one.service.name}`, one] as const,
      )
      // Its endpoints are the API server's own address, which comes and goes with it.
      .filter(([name]) => name !== 'default/kubernetes')
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

type Postures = ReadonlyMap<string, ServicePosture>;

/** The first service that differs, in the fields that do. */
function differenceOf(served: Postures, fresh: Postures): unknown {
  for (const name of new Set([...served.keys(), ...fresh.keys()])) {
    const [a, b] = [served.get(name), fresh.get(name)].map(comparable);
    if (JSON.stringify(a) !== JSON.stringify(b)) {
      const fields = Object.keys({ ...a, ...b }).filter(
        field => JSON.stringify(a?.[field]) !== JSON.stringify(b?.[field]),
      );
      const pick = (one?: Record<string, unknown>) =>
        JSON.stringify(fields.map(field => one?.[field]))?.slice(0, 1_000);
      return { name, fields, served: pick(a), fresh: pick(b) };
    }
  }
  return undefined;
}

// A list is refused with the word "list", a watch with the word "watch"; evidence names a version that says so,
// which need not be the newest.
function comparable(posture: ServicePosture | undefined) {
  return posture === undefined
    ? undefined
    : (JSON.parse(
        JSON.stringify(posture, (key, value) =>
          key === 'resourceVersion' ? undefined : value,
        ).replaceAll('cannot watch', 'cannot list'),
      ) as Record<string, unknown>);
}

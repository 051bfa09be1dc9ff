import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterState, type KindDefinition } from '@ingress-posture/engine';
import { KubernetesApi, KubernetesApiError } from './kubernetesApi';

/** All objects of some kinds, as the API server has them now. */
export async function liveState(
  cluster: KubernetesApi,
  kinds: readonly KindDefinition[],
): Promise<ClusterState> {
  const state = new ClusterState({ name: 'live' });
  for (const { group, kind, plural, versions } of kinds) {
    const [version] = versions;
    const base = group === '' ? '/api' : `/apis/${group}`;
    const apiVersion = group === '' ? version : `${group}/${version}`;
    const objects = await list(cluster, `${base}/${version}/${plural}`);
    for (const object of objects) state.upsert({ ...object, apiVersion, kind });
  }
  return state;
}

/** The objects at a place; none where no CustomResourceDefinition defines their kind. */
export async function list(
  cluster: KubernetesApi,
  place: string,
): Promise<readonly object[]> {
  try {
    return JSON.parse(await cluster.call('GET', place)).items;
  } catch (error) {
    if (!(error instanceof KubernetesApiError)) throw error;
    if (error.status === 404) return [];
    // A definition that is served only just now: "storage is (re)initializing".
    if (error.status !== 429) throw error;
    await sleep(200);
    return list(cluster, place);
  }
}

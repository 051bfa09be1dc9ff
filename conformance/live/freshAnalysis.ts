import {
  analyze,
  ClusterState,
  kinds,
  type KindDefinition,
  type ServicePosture,
} from '@ingress-posture/engine';
import { KubernetesApi, KubernetesApiError } from '../apiserver/kubernetesApi';

/** What one analysis of all that an API server holds says, read as the user of a kubeconfig. */
export async function freshAnalysis(
  cluster: string,
  kubeconfig: string,
): Promise<readonly ServicePosture[]> {
  const api = new KubernetesApi(kubeconfig);
  const state = new ClusterState({ name: cluster });
  for (const kind of kinds) await readKind(api, kind, state);
  return analyze(state);
}

async function readKind(
  api: KubernetesApi,
  kind: KindDefinition,
  state: ClusterState,
): Promise<void> {
  const path = await findPath(api, kind);
  if (!path) return;
  try {
    for (const object of await list(api, path, kind)) state.upsert(object);
  } catch (error) {
    if (!(error instanceof KubernetesApiError) || error.status !== 403)
      throw error;
    state.forbid(kind, JSON.parse(error.answer).message);
  }
}

/** Path of a kind in the first of its versions that is served. */
async function findPath(api: KubernetesApi, kind: KindDefinition) {
  for (const version of kind.versions) {
    const base = kind.group
      ? `/apis/${kind.group}/${version}`
      : `/api/${version}`;
    try {
      const { resources } = JSON.parse(await api.call('GET', base));
      if (resources.some((one: { name: string }) => one.name === kind.plural))
        return { base, apiVersion: base.replace(/^\/apis?\//, '') };
    } catch (error) {
      if (!(error instanceof KubernetesApiError) || error.status !== 404)
        throw error;
    }
  }
  return undefined;
}

async function list(
  api: KubernetesApi,
  { base, apiVersion }: { base: string; apiVersion: string },
  { kind, plural, names }: KindDefinition,
): Promise<object[]> {
  const found: object[] = [];
  // Rights may be granted by name.
  for (const name of names ?? [undefined]) {
    const query = name ? `?fieldSelector=metadata.name%3D${name}` : '';
    const answer = await api.call('GET', `${base}/${plural}${query}`);
    const { items } = JSON.parse(answer) as { items: object[] };
    found.push(...items.map(item => ({ ...item, apiVersion, kind })));
  }
  return found;
}

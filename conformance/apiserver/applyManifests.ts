import { setTimeout as sleep } from 'node:timers/promises';
import { customResourceDefinitions } from './customResources';
import {
  KubernetesApi,
  KubernetesApiError,
  KubernetesObject,
} from './kubernetesApi';
import { readManifests } from './manifests';

// What others refer to comes first; what the server calls on each write comes last.
const first = [
  'Namespace',
  'CustomResourceDefinition',
  'IngressClass',
  'GatewayClass',
];
const last = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

// Their status belongs to the server itself.
const statusOfTheServer = ['Namespace', 'CustomResourceDefinition'];

/** Brings the vendors' CustomResourceDefinitions and then the files' objects into a cluster. */
export async function applyManifests(
  kubeconfig: string,
  files: readonly string[],
): Promise<void> {
  const api = new KubernetesApi(kubeconfig);
  await define(api, customResourceDefinitions());
  const objects = readManifests(files).sort(
    (a, b) => rank(a.kind) - rank(b.kind),
  );
  for (const object of objects) await apply(api, object);
}

/** Adds CustomResourceDefinitions, and waits until they are served. */
export async function define(
  api: KubernetesApi,
  definitions: readonly KubernetesObject[],
): Promise<void> {
  for (const definition of definitions) await api.create(definition);
  for (const { metadata } of definitions) await established(api, metadata.name);
}

async function established(api: KubernetesApi, name: string): Promise<void> {
  const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`;
  for (;;) {
    const { status } = JSON.parse(await api.call('GET', path));
    const conditions: { type: string; status: string; message: string }[] =
      status?.conditions ?? [];
    const is = (type: string, value: string) =>
      conditions.find(
        condition => condition.type === type && condition.status === value,
      );
    if (is('Established', 'True')) return;
    const refused = is('NamesAccepted', 'False');
    if (refused) throw new Error(`${name} was refused: ${refused.message}`);
    await sleep(100);
  }
}

async function apply(
  api: KubernetesApi,
  object: KubernetesObject,
): Promise<void> {
  await createUnlessThere(api, object);
  if (object.status && !statusOfTheServer.includes(object.kind))
    await api.writeStatus(object);
}

/** Some namespaces are made by the server itself; their labels are not. */
async function createUnlessThere(
  api: KubernetesApi,
  object: KubernetesObject,
): Promise<void> {
  try {
    await api.create(object);
  } catch (error) {
    if (!(error instanceof KubernetesApiError) || error.status !== 409)
      throw error;
    const { labels, annotations } = object.metadata;
    await api.patch(object, { metadata: { labels, annotations } });
  }
}

function rank(kind: string): number {
  if (first.includes(kind)) return first.indexOf(kind) - first.length;
  return last.includes(kind) ? 1 : 0;
}

import assert from 'node:assert/strict';
import type {
  Remedy,
  RemedyStep,
  ServicePosture,
} from '@ingress-posture/engine';
import { parse } from 'yaml';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- what the engine's own tests play
import {
  injected,
  RawPod,
} from '../../packages/engine/src/completion/injectPod';
import type { KubernetesApi, KubernetesObject } from './kubernetesApi';
import { list } from './liveState';

// Steps that need Kubernetes' endpoint slice controller, which does not run here.
const endpointsFollow = [
  'number of its container port',
  'Open the same door before the gateway',
];

/** Whether a remedy's steps have their effect where nothing runs but the API server. */
export function isPlayable({ standing, steps }: Remedy): boolean {
  return (
    standing === 'proven' &&
    !steps.some(({ title }) => endpointsFollow.some(one => title.includes(one)))
  );
}

/** Takes a remedy by its text, and takes it back: what it promises comes, and then what was before. */
export async function takeAndGiveBack(
  where: string,
  cluster: KubernetesApi,
  { service, posture }: ServicePosture,
  remedy: Remedy,
  postureOf: (
    cluster: KubernetesApi,
    service: ServicePosture['service'],
  ) => Promise<string | undefined>,
): Promise<void> {
  const name = `${where}, ${service.namespace}/${service.name}: ${remedy.id}`;
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const step of remedy.steps) undo.unshift(await take(cluster, step));
    assert.equal(await postureOf(cluster, service), remedy.reaches, name);
  } finally {
    for (const back of undo) await back();
  }
  assert.equal(await postureOf(cluster, service), posture, `${name}, undone`);
}

/** Does what a step's text says, and returns what its way back says. */
async function take(
  cluster: KubernetesApi,
  { action, object, patch, patchType, undo }: RemedyStep,
): Promise<() => Promise<void>> {
  const { apiVersion, kind, ...metadata } = object;
  const target = { apiVersion, kind, metadata };
  switch (action) {
    case 'create':
      await cluster.create(parse(patch));
      return () => cluster.delete(target);
    case 'patch':
      await cluster.patch(target, parse(patch), patchType);
      return () =>
        cluster.patch(target, JSON.parse(patchIn(undo, patchType)), patchType);
    case 'delete': {
      const copy = await get(cluster, target);
      await cluster.delete(target);
      return () => cluster.create(copy);
    }
    case 'restart':
      return rollOut(cluster, target);
    default:
      throw new Error(`Unknown action: ${action satisfies never}`);
  }
}

/** The patch inside a kubectl command, as the shell hands it over. */
function patchIn(
  command: string,
  type: NonNullable<RemedyStep['patchType']> | 'merge' = 'merge',
): string {
  const [, said, quoted] = /--type (\w+) -p '(.*)'$/s.exec(command) ?? [];
  assert.equal(said, type, command);
  return quoted.replaceAll(`'\\''`, `'`);
}

// Nobody but the template says these: the webhook's own have other names.
const ofTemplates = 'traffic.sidecar.istio.io/';

/** Plays the workload's controller, and Istio's webhook: pods made anew from the template. */
export async function rollOut(
  cluster: KubernetesApi,
  target: KubernetesObject,
): Promise<() => Promise<void>> {
  const { namespace = '', name } = target.metadata;
  const { spec } = (await get(cluster, target)) as unknown as Workload;
  const labels = await namespaceLabels(cluster, namespace);
  const all = await list(cluster, `/api/v1/namespaces/${namespace}/pods`);
  const own = (all as readonly LivePod[]).filter(({ metadata }) =>
    metadata.ownerReferences?.some(
      owner => owner.name === name || owner.name.startsWith(`${name}-`),
    ),
  );
  for (const pod of own) {
    const made = {
      ...pod,
      metadata: {
        ...pod.metadata,
        labels: { ...pod.metadata.labels, ...spec.template.metadata.labels },
        annotations: {
          ...Object.fromEntries(
            Object.entries(pod.metadata.annotations ?? {}).filter(
              ([key]) => !key.startsWith(ofTemplates),
            ),
          ),
          ...spec.template.metadata.annotations,
        },
      },
      spec: {
        ...pod.spec,
        containers: pod.spec.containers.map(one =>
          startedAs(one, spec.template.spec.containers),
        ),
      },
    };
    await replacePod(cluster, injected(made, labels) as LivePod);
  }
  return async () => {
    for (const pod of own) await replacePod(cluster, pod);
  };
}

/** A container with what the template starts it with. */
function startedAs(
  container: RawPod['spec']['containers'][number],
  template: RawPod['spec']['containers'],
) {
  const wanted = template.find(({ name }) => name === container.name);
  return wanted
    ? { ...container, command: wanted.command, args: wanted.args }
    : container;
}

type LivePod = RawPod &
  KubernetesObject & {
    readonly metadata: RawPod['metadata'] & {
      readonly ownerReferences?: readonly { readonly name: string }[];
    };
  };

interface Workload {
  readonly spec: {
    readonly template: {
      readonly metadata: {
        readonly labels?: Readonly<Record<string, string>>;
        readonly annotations?: Readonly<Record<string, string>>;
      };
      readonly spec: Pick<RawPod['spec'], 'containers'>;
    };
  };
}

async function replacePod(cluster: KubernetesApi, pod: LivePod): Promise<void> {
  const { namespace, name } = pod.metadata as KubernetesObject['metadata'];
  const place = `/api/v1/namespaces/${namespace}/pods/${name}`;
  // Without a kubelet nobody else would let it go.
  await cluster.call('DELETE', `${place}?gracePeriodSeconds=0`);
  const made = { ...pod, apiVersion: 'v1', kind: 'Pod' };
  await cluster.create(made);
  await cluster.writeStatus(made);
}

async function namespaceLabels(cluster: KubernetesApi, name: string) {
  const text = await cluster.call('GET', `/api/v1/namespaces/${name}`);
  return JSON.parse(text).metadata.labels ?? {};
}

async function get(
  cluster: KubernetesApi,
  { apiVersion, kind, metadata: { namespace, name } }: KubernetesObject,
): Promise<KubernetesObject> {
  const base = apiVersion.includes('/') ? 'apis' : 'api';
  const resources = JSON.parse(
    await cluster.call('GET', `/${base}/${apiVersion}`),
  ).resources as readonly { readonly name: string; readonly kind: string }[];
  const plural = resources.find(
    one => one.kind === kind && !one.name.includes('/'),
  )?.name;
  const place = `/${base}/${apiVersion}/namespaces/${namespace}/${plural}/${name}`;
  return JSON.parse(await cluster.call('GET', place));
}

import { at, flag, items, labels, text, whole } from '../state/read';
import type { Owner } from '../ingress/edges/owner';
import type { RawContainer, RawPod } from './injectPod';
import { spread } from './spreadAddress';
import { workloadKinds } from './workloadKinds';

/** More pods of one template than these would say nothing more. */
const mostPods = 25;

/** Who keeps the pods of a workload, as a pod names it. */
export interface Keeper {
  readonly owner: Owner;
  /** Fields of the template, from those of the workload: "spec.template". */
  readonly templateAt: string;
  readonly template: unknown;
  readonly replicas: number;
}

/** A workload with its template; undefined where it keeps no pods of its own. */
export function keeperOf(workload: unknown): Keeper | undefined {
  const kind = text(workload, 'kind');
  const name = text(workload, 'metadata', 'name');
  const namespace = text(workload, 'metadata', 'namespace') ?? '';
  if (kind === undefined || name === undefined) return undefined;
  if (kind === 'Pod')
    return isUnseenPod(workload) ? ofItself(workload) : undefined;
  // One that another workload keeps has its pods from there.
  if (items(workload, 'metadata', 'ownerReferences').some(isKept))
    return undefined;
  const path =
    kind === 'CronJob'
      ? ['spec', 'jobTemplate', 'spec', 'template']
      : ['spec', 'template'];
  const template = at(workload, ...path);
  if (items(template, 'spec', 'containers').length === 0) return undefined;
  return {
    owner: { apiVersion: 'apps/v1', kind, namespace, name },
    templateAt: path.join('.'),
    template,
    replicas: replicasOf(workload, kind),
  };
}

/** Whether a Pod stands there as somebody wrote it. Helm's tests are no part of what they test. */
export function isUnseenPod(object: unknown): boolean {
  const hooks = labels(object, 'metadata', 'annotations')['helm.sh/hook'] ?? '';
  return (
    text(object, 'kind') === 'Pod' &&
    at(object, 'status', 'phase') === undefined &&
    at(object, 'status', 'podIP') === undefined &&
    !hooks.split(',').some(one => one.trim().startsWith('test'))
  );
}

function ofItself(pod: unknown): Keeper | undefined {
  const name = text(pod, 'metadata', 'name');
  if (name === undefined || items(pod, 'spec', 'containers').length === 0)
    return undefined;
  const namespace = text(pod, 'metadata', 'namespace') ?? '';
  return {
    owner: { apiVersion: 'v1', kind: 'Pod', namespace, name },
    templateAt: '',
    template: pod,
    replicas: 1,
  };
}

function isKept(owner: unknown): boolean {
  const kind = text(owner, 'kind');
  return workloadKinds.some(one => one.kind === kind);
}

function replicasOf(workload: unknown, kind: string): number {
  if (kind === 'DaemonSet') return 1;
  if (kind === 'CronJob') return flag(workload, 'spec', 'suspend') ? 0 : 1;
  const field = kind === 'Job' ? 'parallelism' : 'replicas';
  const asked = whole(workload, 'spec', field) ?? 1;
  return Math.max(0, Math.min(mostPods, asked));
}

/** The pods of a workload before anything injects them: names as its controller would make them. */
export function podsOf({
  owner,
  template,
  replicas,
}: Keeper): readonly RawPod[] {
  const hash = letters(JSON.stringify(template) ?? '', 10);
  const { kind, namespace, name } = owner;
  const hashed = kind === 'Deployment' || kind === 'Rollout';
  const set = hashed ? `${name}-${hash}` : name;
  const nameAt = (index: number) => {
    if (kind === 'Pod') return name;
    return kind === 'StatefulSet'
      ? `${set}-${index}`
      : `${set}-${letters(`${set} ${index}`, 5)}`;
  };
  return Array.from({ length: replicas }, (_, index) => {
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: nameAt(index),
        namespace,
        labels: {
          ...labels(template, 'metadata', 'labels'),
          ...(hashed && { 'pod-template-hash': hash }),
        },
        annotations: labels(template, 'metadata', 'annotations'),
        ...(kind !== 'Pod' && {
          ownerReferences: [
            {
              kind: hashed ? 'ReplicaSet' : kind,
              name: set,
              controller: true,
            },
          ],
        }),
      },
      spec: {
        ...Object(at(template, 'spec')),
        containers: containersOf(template, 'containers'),
        initContainers: containersOf(template, 'initContainers'),
      },
    };
  });
}

function containersOf(template: unknown, field: string): RawContainer[] {
  return items(template, 'spec', field).flatMap(one => {
    const name = text(one, 'name');
    return name === undefined ? [] : [{ ...Object(one), name }];
  });
}

/** Letters as Kubernetes ends names with, the same for the same text. */
function letters(seed: string, count: number): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return Array.from({ length: count }, (_, index) =>
    alphabet.charAt(spread(`${index} ${seed}`, alphabet.length)),
  ).join('');
}

// A cluster as its API server keeps it: whole objects, changed by the text of a remedy's steps alone.
// It knows nothing of how the engine tries a step, and so can judge it.
import { isDeepStrictEqual } from 'node:util';
// eslint-disable-next-line @backstage/no-undeclared-imports -- tests alone import this file
import { applyPatch, Operation } from 'fast-json-patch';
import { parse } from 'yaml';
import { ownerOf } from '../ingress/edges/owner';
import type { RemedyStep } from '../posture/servicePosture';
import { mergePatch } from '../remediation/mergePatch';
import { ClusterState } from '../state/clusterState';
import { pods } from '../state/kinds/pod';
import { services } from '../state/kinds/service';
import { slicesOf } from '../completion/slicesOfService';
import { injected, RawPod } from '../completion/injectPod';

type Step = Pick<
  RemedyStep,
  'action' | 'object' | 'patch' | 'patchType' | 'undo' | 'command'
>;
type Target = Step['object'];

interface RawObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Target & {
    readonly labels?: Readonly<Record<string, string>>;
  };
}

interface Template {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** As far as the workload shows them. */
  readonly containers?: RawPod['spec']['containers'];
}

// What Istio's webhook and its CNI plugin write on pods.
const ofInjector: ReadonlySet<string> = new Set([
  'ambient.istio.io/redirection',
  'sidecar.istio.io/status',
]);

function isOfInjector([name, value]: [string, string]): boolean {
  const isModeOfInjector =
    name === 'security.istio.io/tlsMode' && value === 'istio';
  return ofInjector.has(name) || isModeOfInjector;
}

/** What a pod made anew has from its template alone: somebody wrote it on the pod where that does not say it. */
function isByHand(name: string): boolean {
  return (
    name === 'security.istio.io/tlsMode' ||
    name.startsWith('traffic.sidecar.istio.io/')
  );
}

export class RawCluster {
  readonly #objects: ReadonlyMap<string, unknown>;
  /** Templates as they were when the pods were made. */
  readonly #rolledOut: ReadonlyMap<string, Template>;

  private constructor(
    objects: ReadonlyMap<string, unknown>,
    rolledOut: ReadonlyMap<string, Template>,
  ) {
    this.#objects = objects;
    this.#rolledOut = rolledOut;
  }

  static of(objects: readonly unknown[]): RawCluster {
    const kept = new Map(objects.map(one => [keyOf(one as RawObject), one]));
    return new RawCluster(kept, new Map());
  }

  state(): ClusterState {
    const state = new ClusterState({ name: 'demo' });
    for (const object of this.#objects.values()) state.upsert(object);
    return state;
  }

  /** An object as `kubectl get -o yaml` prints it. */
  object(target: Target): unknown {
    return this.#objects.get(keyOfTarget(target));
  }

  /** The cluster after a step, of which only what a user would copy is read. */
  apply(step: Step): RawCluster {
    switch (step.action) {
      case 'create':
        return this.#put({
          ...parse(step.patch),
          metadata: {
            ...parse(step.patch).metadata,
            creationTimestamp: '2026-12-01T00:00:00Z',
          },
        });
      case 'patch':
        return this.#patch(step.object, parse(step.patch), step.patchType);
      case 'delete':
        return this.#without(step.object);
      case 'restart':
        return this.#rollOut(
          step.object,
          step.command.includes(' rollout restart '),
        );
      default:
        throw new Error(`Unknown action: ${step.action satisfies never}`);
    }
  }

  /** The cluster after a step's command to take it back. */
  undo(step: Step, before: RawCluster): RawCluster {
    switch (step.action) {
      case 'create':
        return this.#without(step.object);
      case 'patch':
        return this.#patch(
          step.object,
          JSON.parse(patchIn(step.undo, step.patchType)),
          step.patchType,
        );
      case 'delete':
        return this.#put(before.#objects.get(keyOfTarget(step.object)));
      case 'restart':
        return this.#rollOut(step.object);
      default:
        throw new Error(`Unknown action: ${step.action satisfies never}`);
    }
  }

  #put(object: unknown): RawCluster {
    const objects = new Map(this.#objects);
    objects.set(keyOf(object as RawObject), object);
    const put = new RawCluster(objects, this.#rolledOut);
    for (const slice of put.#endpointsOf(object as RawObject)) {
      objects.set(keyOf(slice), slice);
    }
    return put;
  }

  /** Endpoints of a new Service, as Kubernetes' endpoint slice controller makes them. */
  #endpointsOf({ kind, metadata }: RawObject): readonly RawObject[] {
    if (kind !== 'Service') return [];
    const state = this.state();
    const made = state.get(services, metadata.namespace ?? '', metadata.name);
    return made ? (slicesOf(state, made, '') as readonly RawObject[]) : [];
  }

  #without(target: Target): RawCluster {
    const objects = new Map(this.#objects);
    if (!objects.delete(keyOfTarget(target))) {
      throw new Error(`${keyOfTarget(target)} is not there to be deleted`);
    }
    if (target.kind === 'Service') {
      for (const [key, object] of objects) {
        if (isSliceOf(object as RawSlice, target)) objects.delete(key);
      }
    }
    return new RawCluster(objects, this.#rolledOut);
  }

  #patch(target: Target, patch: unknown, type: Step['patchType']): RawCluster {
    const key = keyOfTarget(target);
    const before = this.#objects.get(key) ?? this.#unlisted(target);
    const rolledOut = new Map(this.#rolledOut);
    if (!rolledOut.has(key)) rolledOut.set(key, templateOf(before));
    const objects = new Map(this.#objects);
    const after = patched(before, patch, type);
    objects.set(key, after);
    if (target.kind === 'Service') followPorts(objects, after as RawService);
    return new RawCluster(objects, rolledOut);
  }

  /** Fixtures show pods without the workload that keeps them: its template says what they do. */
  #unlisted(target: Target): unknown {
    const { apiVersion, kind, ...metadata } = target;
    if (apiVersion !== 'apps/v1') {
      throw new Error(`${keyOfTarget(target)} is not there to be patched`);
    }
    const own = this.state()
      .list(pods)
      .filter(pod => keyOfTarget(ownerOf(pod)) === keyOfTarget(target));
    const said = (field: 'labels' | 'annotations') =>
      Object.fromEntries(
        own
          .flatMap(({ meta }) => Object.entries(meta[field]))
          .filter(one => !isOfInjector(one)),
      );
    const template = {
      metadata: { labels: said('labels'), annotations: said('annotations') },
    };
    return { apiVersion, kind, metadata, spec: { template } };
  }

  /**
   * Pods of a workload made anew from its template, injected as Istio's webhook would: where the template is another
   * one than before, or somebody asks for it.
   */
  #rollOut(target: Target, anyway = false): RawCluster {
    const key = keyOfTarget(target);
    const before = this.#rolledOut.get(key) ?? {};
    const now = templateOf(this.#objects.get(key));
    if (!anyway && isDeepStrictEqual(before, now)) return this;
    const objects = new Map(this.#objects);
    const state = this.state();
    for (const pod of state.list(pods)) {
      const owner = ownerOf(pod);
      if (keyOfTarget(owner) !== key) continue;
      const place = keyOfTarget({
        apiVersion: 'v1',
        kind: 'Pod',
        namespace: pod.meta.namespace,
        name: pod.meta.name,
      });
      const raw = objects.get(place) as RawPod;
      const namespace = objects.get(
        keyOfTarget({
          apiVersion: 'v1',
          kind: 'Namespace',
          name: pod.meta.namespace,
        }),
      ) as RawObject | undefined;
      objects.set(
        place,
        injected(
          remade(raw, before, now),
          namespace?.metadata.labels ?? {},
          state,
        ),
      );
    }
    const rolledOut = new Map(this.#rolledOut);
    rolledOut.set(key, now);
    return new RawCluster(objects, rolledOut);
  }
}

interface RawService extends RawObject {
  readonly spec: {
    readonly ports?: readonly {
      readonly name?: string;
      readonly port: number;
      readonly targetPort?: number | string;
    }[];
  };
}

interface RawSlice extends RawObject {
  readonly ports: readonly { readonly name?: string; readonly port: number }[];
}

/** Endpoints follow the ports of their Service, as Kubernetes' endpoint slice controller has them do. */
function followPorts(objects: Map<string, unknown>, service: RawService): void {
  const { namespace, name } = service.metadata;
  const wanted = service.spec.ports ?? [];
  for (const [key, object] of objects) {
    const slice = object as RawSlice;
    if (!isSliceOf(slice, { namespace, name })) continue;
    const ports = wanted.flatMap(port => {
      const same = slice.ports.find(
        one => (one.name ?? '') === (port.name ?? ''),
      );
      if (same) return [same];
      const target = wanted.find(
        other => other !== port && other.targetPort === port.targetPort,
      );
      const like = slice.ports.find(
        one => target && (one.name ?? '') === (target.name ?? ''),
      );
      return like ? [{ ...like, name: port.name ?? '' }] : [];
    });
    objects.set(key, { ...slice, ports });
  }
}

function isSliceOf(
  { kind, metadata }: RawSlice,
  { namespace, name }: Pick<Target, 'namespace' | 'name'>,
): boolean {
  return (
    kind === 'EndpointSlice' &&
    metadata.namespace === namespace &&
    metadata.labels?.['kubernetes.io/service-name'] === name
  );
}

function remade(pod: RawPod, before: Template, now: Template): RawPod {
  const of = (field: 'labels' | 'annotations') => {
    const kept = Object.entries(pod.metadata[field] ?? {}).filter(
      ([name]) => before[field]?.[name] === undefined && !isByHand(name),
    );
    return { ...Object.fromEntries(kept), ...now[field] };
  };
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      labels: of('labels'),
      annotations: of('annotations'),
    },
    spec: {
      ...pod.spec,
      containers: pod.spec.containers.map(one => {
        const wanted = now.containers?.find(({ name }) => name === one.name);
        return { ...one, ...wanted };
      }),
    },
  };
}

function templateOf(object: unknown): Template {
  const { spec } = (object ?? {}) as {
    spec?: {
      template?: {
        metadata?: Omit<Template, 'containers'>;
        spec?: Pick<Template, 'containers'>;
      };
    };
  };
  const containers = spec?.template?.spec?.containers;
  return { ...spec?.template?.metadata, ...(containers && { containers }) };
}

/** An object as the API server makes it by a patch of either type. */
function patched(
  before: unknown,
  patch: unknown,
  type: Step['patchType'],
): unknown {
  switch (type) {
    case 'json':
      return applyPatch(before, patch as Operation[], true, false).newDocument;
    case 'strategic':
      return withContainers(before, patch);
    case undefined:
      return mergePatch(before, patch);
    default:
      throw new Error(`Unknown type of patch: ${type satisfies never}`);
  }
}

/** Of a strategic merge patch the lists of containers are merged by name, and no other is in ours. */
function withContainers(before: unknown, patch: unknown): unknown {
  const listOf = (object: unknown) => templateOf(object).containers ?? [];
  const wanted = listOf(patch);
  const kept = listOf(before);
  const merged = kept.map(one => {
    const change = wanted.find(({ name }) => name === one.name);
    return change ? mergePatch(one, change) : one;
  });
  const added = wanted.filter(({ name }) =>
    kept.every(one => one.name !== name),
  );
  const containers = [...merged, ...added];
  return mergePatch(mergePatch(before, patch), {
    spec: { template: { spec: { containers } } },
  });
}

/** The patch inside a kubectl command, as the shell hands it over. */
function patchIn(
  command: string,
  type: NonNullable<Step['patchType']> | 'merge' = 'merge',
): string {
  const [, said, quoted] = /--type (\w+) -p '(.*)'$/s.exec(command) ?? [];
  if (said !== type) throw new Error(`No ${type} patch in: ${command}`);
  return quoted.replaceAll(`'\\''`, `'`);
}

function keyOf({ apiVersion, kind, metadata }: RawObject): string {
  return keyOfTarget({ ...metadata, apiVersion, kind });
}

function keyOfTarget({ apiVersion, kind, namespace, name }: Target): string {
  const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
  return `${group}/${kind} ${namespace ?? ''}/${name}`;
}

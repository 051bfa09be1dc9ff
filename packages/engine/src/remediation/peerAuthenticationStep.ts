import type { MtlsModeName } from '../posture/servicePosture';
import type { ServiceKey } from '../posture/serviceKey';
import { meshConfig } from '../mesh';
import { byAge } from '../mesh/policy/peerAuthentication';
import type { ClusterState } from '../state/clusterState';
import {
  PeerAuthentication,
  peerAuthentications,
} from '../state/kinds/peerAuthentication';
import { Pod, pods } from '../state/kinds/pod';
import type { Labels } from '../state/read';
import { matchesLabels } from '../state/selector';
import { createObject } from './createObject';
import { freeName } from './freeName';
import { mergePatch } from './mergePatch';
import type { PlannedStep } from './plan';
import { createStep, patchStep } from './steps';
import { servicesReaching } from './touched';

const apiVersion = 'security.istio.io/v1';

/** What a policy is to say; what it says otherwise stays. */
export interface PolicySpec {
  readonly mtls?: { readonly mode: MtlsModeName };
  readonly portLevelMtls?: Readonly<
    Record<string, { readonly mode: MtlsModeName }>
  >;
}

/** Pods of one workload, and the labels that a policy of theirs selects them by. */
export interface PolicyWorkload {
  readonly namespace: string;
  /** Name of a policy that has to be made. */
  readonly name: string;
  readonly selector: Labels;
  readonly pods: readonly Pod[];
}

export interface PolicyStepOptions {
  readonly title: string;
  readonly spec: PolicySpec;
  readonly touches: () => readonly ServiceKey[];
}

/**
 * A step that makes a workload's policy say something. Only the oldest one with a selector counts
 * (istio pilot/pkg/model/authentication.go), so an existing one is patched, not joined by a second.
 */
export function workloadPolicyStep(
  state: ClusterState,
  workload: PolicyWorkload,
  options: PolicyStepOptions,
): PlannedStep {
  const existing = workloadPolicy(state, workload);
  return existing
    ? patchPolicy(existing, {
        ...options,
        touches: () => [
          ...options.touches(),
          ...servicesReaching(state, othersUnderPolicy(state, workload)),
        ],
      })
    : createPolicy(
        {
          namespace: workload.namespace,
          name: freeName(
            state,
            peerAuthentications,
            workload.namespace,
            workload.name,
          ),
        },
        { selector: { matchLabels: workload.selector }, ...options.spec },
        options,
      );
}

/** A step that sets the mode of a namespace, or, in the root namespace, of the mesh. */
export function widePolicyStep(
  state: ClusterState,
  namespace: string,
  options: PolicyStepOptions,
): PlannedStep {
  const existing = widePolicy(state, namespace);
  return existing
    ? patchPolicy(existing, options)
    : createPolicy(
        {
          namespace,
          name: freeName(state, peerAuthentications, namespace, 'default'),
        },
        options.spec,
        options,
      );
}

/** The policy without selector that counts in a namespace: the oldest. */
export function widePolicy(
  state: ClusterState,
  namespace: string,
): PeerAuthentication | undefined {
  return oldest(policiesOf(state, namespace).filter(one => !selects(one)));
}

/** The policy with a selector that counts for a workload: the oldest. */
export function workloadPolicy(
  state: ClusterState,
  { namespace, pods: some }: Pick<PolicyWorkload, 'namespace' | 'pods'>,
): PeerAuthentication | undefined {
  return oldest(
    policiesOf(state, namespace).filter(
      policy =>
        selects(policy) &&
        some.some(pod => matchesLabels(policy.matchLabels, pod.meta.labels)),
    ),
  );
}

/** Pods of other workloads that the same policy selects: what it is made to say holds for them, too. */
export function othersUnderPolicy(
  state: ClusterState,
  workload: Pick<PolicyWorkload, 'namespace' | 'pods'>,
): readonly Pod[] {
  const policy = workloadPolicy(state, workload);
  if (!policy) return [];
  const own = new Set(workload.pods.map(pod => pod.meta.name));
  return state
    .inNamespace(pods, workload.namespace)
    .filter(
      ({ meta: { name, labels } }) =>
        !own.has(name) && matchesLabels(policy.matchLabels, labels),
    );
}

/** Namespace whose policy without selector is the whole mesh's. */
export function rootNamespace(state: ClusterState): string {
  return state.read(meshConfig).rootNamespace;
}

function policiesOf(state: ClusterState, namespace: string) {
  return state.inNamespace(peerAuthentications, namespace);
}

function selects(policy: PeerAuthentication): boolean {
  return Object.keys(policy.matchLabels).length > 0;
}

function oldest(
  policies: readonly PeerAuthentication[],
): PeerAuthentication | undefined {
  return [...policies].sort(byAge)[0];
}

function createPolicy(
  metadata: { readonly name: string; readonly namespace: string },
  spec: object,
  { title, touches }: PolicyStepOptions,
): PlannedStep {
  const manifest = { apiVersion, kind: 'PeerAuthentication', metadata, spec };
  return {
    step: createStep(`${title}: PeerAuthentication ${metadata.name}`, manifest),
    apply: copy => createObject(copy, manifest),
    touches,
  };
}

function patchPolicy(
  policy: PeerAuthentication,
  { title, spec, touches }: PolicyStepOptions,
): PlannedStep {
  const { namespace, name } = policy.meta;
  const shown = spec.mtls
    ? '{.spec.mtls.mode}'
    : `{.spec.portLevelMtls.${Object.keys(spec.portLevelMtls ?? {})[0]}.mode}`;
  const [expect] = [
    spec.mtls?.mode,
    ...Object.values(spec.portLevelMtls ?? {}).map(({ mode }) => mode),
  ].filter(one => one !== undefined);
  return {
    step: patchStep({
      title: `${title}: PeerAuthentication ${name}`,
      object: { apiVersion, kind: 'PeerAuthentication', namespace, name },
      patch: { spec },
      undo: { spec: undoOf(policy, spec) },
      show: shown,
      expect: expect ?? '',
      marks: policy.meta,
    }),
    apply: copy => {
      const now = copy.get(peerAuthentications, namespace, name) ?? policy;
      copy.upsert(mergePatch(manifestOf(now), { spec }));
    },
    touches,
  };
}

/** A policy as it stands in the cluster; the trimmed one holds all of it. */
function manifestOf({ meta, ...policy }: PeerAuthentication) {
  return {
    apiVersion,
    kind: 'PeerAuthentication',
    metadata: {
      name: meta.name,
      namespace: meta.namespace,
      labels: meta.labels,
      annotations: meta.annotations,
      creationTimestamp: new Date(meta.created).toISOString(),
    },
    spec: {
      ...(policy.hasSelector && {
        selector: { matchLabels: policy.matchLabels },
      }),
      ...(policy.mode !== undefined && { mtls: { mode: policy.mode } }),
      portLevelMtls: Object.fromEntries(
        [...policy.portLevelMtls].map(([port, mode]) => [
          String(port),
          { mode: mode ?? 'UNSET' },
        ]),
      ),
    },
  };
}

/** The patch that brings back what a patch overwrites. */
function undoOf(
  policy: PeerAuthentication,
  { mtls, portLevelMtls }: PolicySpec,
) {
  return {
    ...(mtls && {
      mtls: policy.mode === undefined ? null : { mode: policy.mode },
    }),
    ...(portLevelMtls && {
      portLevelMtls:
        policy.portLevelMtls.size === 0
          ? null
          : Object.fromEntries(
              Object.keys(portLevelMtls).map(port => {
                const had = policy.portLevelMtls.has(Number(port));
                const mode = policy.portLevelMtls.get(Number(port)) ?? 'UNSET';
                return [port, had ? { mode } : null];
              }),
            ),
    }),
  };
}

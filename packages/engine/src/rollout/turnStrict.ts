import type { ServiceKey } from '../posture/serviceKey';
import { servicePods } from '../path/servicePods';
import type { ClusterState } from '../state/clusterState';
import { services } from '../state/kinds/service';
import type { PlannedStep } from '../remediation/plan';
import {
  rootNamespace,
  widePolicy,
  widePolicyStep,
  workloadPolicy,
  workloadPolicyStep,
} from '../remediation/peerAuthenticationStep';
import type { StrictScope } from './strictPreview';

const modes = {
  strict: { mtls: { mode: 'STRICT' } },
  permissive: { mtls: { mode: 'PERMISSIVE' } },
} as const;

/**
 * The steps that turn a scope STRICT; none when its own policy says so already, undefined when no
 * policy can select it. DISABLE goes by way of PERMISSIVE: clients that speak plaintext because of it
 * need a moment to learn.
 */
export function strictSteps(
  state: ClusterState,
  scope: StrictScope,
): readonly PlannedStep[] | undefined {
  if (scope.kind === 'workload') return ofWorkload(state, scope);
  const root = rootNamespace(state);
  const namespace = scope.kind === 'mesh' ? root : scope.namespace;
  const own = widePolicy(state, namespace)?.mode;
  const inherited = own ?? widePolicy(state, root)?.mode;
  if (inherited === 'STRICT') return [];
  const what = scope.kind === 'mesh' ? 'the mesh' : `namespace ${namespace}`;
  return through(inherited, (spec, title) =>
    widePolicyStep(state, namespace, {
      title: `${title} ${what}`,
      spec,
      touches: () => [],
    }),
  );
}

function ofWorkload(
  state: ClusterState,
  { namespace, service: name }: ServiceKeyOfScope,
): readonly PlannedStep[] | undefined {
  const service = state.get(services, namespace, name);
  if (!service?.selector) return undefined;
  const pods = servicePods(state, service);
  const workload = { namespace, name, selector: service.selector, pods };
  const own = workloadPolicy(state, workload)?.mode;
  if (own === 'STRICT') return [];
  return through(own, (spec, title) =>
    workloadPolicyStep(state, workload, {
      title: `${title} ${name}`,
      spec,
      touches: (): readonly ServiceKey[] => [{ namespace, name }],
    }),
  );
}

type ServiceKeyOfScope = Extract<StrictScope, { kind: 'workload' }>;
type Mode = (typeof modes)[keyof typeof modes];

function through(
  mode: string | undefined,
  step: (spec: Mode, title: string) => PlannedStep,
): readonly PlannedStep[] {
  return [
    ...(mode === 'DISABLE' ? [step(modes.permissive, 'Let mTLS into')] : []),
    step(modes.strict, 'Demand mTLS of'),
  ];
}

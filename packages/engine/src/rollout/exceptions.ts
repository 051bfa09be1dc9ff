import { servicesOfPod } from '../path/entrance';
import type { ServiceKey } from '../posture/serviceKey';
import type { PlannedStep } from '../remediation/plan';
import { workloadPolicyStep } from '../remediation/peerAuthenticationStep';
import type { ClusterState } from '../state/clusterState';
import type { Pod } from '../state/kinds/pod';
import { Service, services } from '../state/kinds/service';
import { matchesLabels } from '../state/selector';
import { OpenArrival } from './openArrival';

/** Ports of one workload that go on taking plaintext. */
export interface Exception {
  readonly service: ServiceKey;
  readonly selector: Readonly<Record<string, string>>;
  readonly pods: readonly Pod[];
  readonly ports: readonly number[];
}

/** The smallest exceptions that let some arrivals in; undefined when no policy can select one of them. */
export function exceptionsFor(
  state: ClusterState,
  arrivals: readonly OpenArrival[],
): readonly Exception[] | undefined {
  const found = new Map<string, Exception>();
  for (const arrival of arrivals) {
    const { pod } = arrival.target;
    const service = pod && serviceOf(state, arrival, pod);
    if (!pod || !service?.selector) return undefined;
    const { namespace, name } = service.meta;
    const key = JSON.stringify([
      namespace,
      Object.entries(service.selector).sort(),
    ]);
    const known = found.get(key);
    found.set(key, {
      service: known?.service ?? { namespace, name },
      selector: service.selector,
      pods: [...new Set([...(known?.pods ?? []), pod])],
      ports: [...new Set([...(known?.ports ?? []), arrival.port])].sort(
        (a, b) => a - b,
      ),
    });
  }
  return [...found.values()];
}

/** The step that makes an exception; a policy that counts there already is patched. */
export function exceptionStep(
  state: ClusterState,
  { service, selector, pods, ports }: Exception,
): PlannedStep {
  const { namespace, name } = service;
  return workloadPolicyStep(
    state,
    { namespace, name, selector, pods },
    {
      title: `Except port ${ports.join(', ')} of ${name}`,
      spec: {
        portLevelMtls: Object.fromEntries(
          ports.map(port => [String(port), { mode: 'PERMISSIVE' as const }]),
        ),
      },
      touches: () => [service],
    },
  );
}

/** The Service whose selector stands for the pod: the path's own, or one of an edge. */
function serviceOf(
  state: ClusterState,
  { service: { service }, hop }: OpenArrival,
  pod: Pod,
): Service | undefined {
  const own = state.get(services, service.namespace, service.name);
  const all = [
    ...(hop.to === 'workload' && own ? [own] : []),
    ...servicesOfPod(state, `${pod.meta.namespace}/${pod.meta.name}`),
  ];
  return all.find(
    ({ selector, meta }) =>
      selector !== undefined &&
      meta.namespace === pod.meta.namespace &&
      matchesLabels(selector, pod.meta.labels),
  );
}

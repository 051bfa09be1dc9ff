import { disabledAbove } from '../../posture/disabledAbove';
import type { ServiceFacts } from '../../posture/serviceFacts';
import type { ServiceKey } from '../../posture/serviceKey';
import { objectName } from '../../state/evidence';
import { pods } from '../../state/kinds/pod';
import { services } from '../../state/kinds/service';
import { widePolicyStep } from '../peerAuthenticationStep';
import type { Plan } from '../plan';
import { servicesReaching } from '../touched';

/**
 * PERMISSIVE for the namespace in place of DISABLE above a workload that is STRICT: clients go by the policy of the
 * namespace, and speak mTLS from then on. DISABLE of the whole mesh stays for all other namespaces.
 */
export function permissiveAbovePlan(facts: ServiceFacts): readonly Plan[] {
  const found = disabledAbove(facts);
  if (!found) return [];
  const { namespace } = facts.service.meta;
  const title = `Let clients speak mTLS to namespace ${namespace}`;
  return [
    {
      id: 'permissive-above',
      title,
      costs: [
        `Clients in the mesh send mTLS to all pods of ${namespace} that have a sidecar, and not to ${facts.service.meta.name} alone: a port that is led past its sidecar cannot read it. Ingress paths are proven, calls inside the cluster are not seen.`,
        `${objectName(
          found.above,
        )} says DISABLE, and somebody wanted that: ask why.`,
      ],
      resolves: ['IP0304', 'IP0102'],
      ends: 'IP0304',
      steps: [
        widePolicyStep(facts.state, namespace, {
          title,
          spec: { mtls: { mode: 'PERMISSIVE' } },
          touches: () => servicesWithin(facts),
        }),
      ],
    },
  ];
}

/** The Services of the namespace, and those that have its pods on the way. */
function servicesWithin({ state, service }: ServiceFacts): ServiceKey[] {
  const { namespace } = service.meta;
  return [
    ...state
      .inNamespace(services, namespace)
      .map(({ meta: { name } }) => ({ namespace, name })),
    ...servicesReaching(state, state.inNamespace(pods, namespace)),
  ];
}

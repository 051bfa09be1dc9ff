import type { ServiceFacts } from '../../posture/serviceFacts';
import { ungrantedRoutes } from '../../posture/ungrantedRoutes';
import { referenceGrants } from '../../state/kinds/referenceGrant';
import { createObject } from '../createObject';
import { freeName } from '../freeName';
import type { Plan, PlannedStep } from '../plan';
import { createStep } from '../steps';
import { itself } from '../touched';

const group = 'gateway.networking.k8s.io';

interface From {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
}

/** Lets routes of other namespaces lead to the service that name it already, and to no other. */
export function grantReferencePlan(facts: ServiceFacts): readonly Plan[] {
  const from = fromOf(facts);
  if (from.length === 0) return [];
  const { namespace, name } = facts.service.meta;
  const whose = from.map(one => `${one.kind}s of namespace ${one.namespace}`);
  return [
    {
      id: 'grant-reference',
      title: `Let ${whose.join(' and ')} lead to ${name}`,
      costs: [
        `Whoever writes ${whose.join(
          ' or ',
        )} decides from then on what reaches ${name}: agree on it with the owner of namespace ${namespace}.`,
      ],
      resolves: ['IP0719', 'IP0714'],
      ends: 'IP0719',
      steps: [grantStep(facts, from)],
    },
  ];
}

function fromOf({ state, service }: ServiceFacts): readonly From[] {
  const all = ungrantedRoutes(state, service).map(({ kind, meta }) => ({
    group,
    kind,
    namespace: meta.namespace,
  }));
  return [
    ...new Map(all.map(one => [`${one.kind} ${one.namespace}`, one])).values(),
  ];
}

function grantStep(facts: ServiceFacts, from: readonly From[]): PlannedStep {
  const { namespace, name } = facts.service.meta;
  const manifest = {
    apiVersion: `${group}/v1beta1`,
    kind: 'ReferenceGrant',
    metadata: {
      name: freeName(facts.state, referenceGrants, namespace, name),
      namespace,
    },
    spec: { from, to: [{ group: '', kind: 'Service', name }] },
  };
  return {
    step: createStep(
      `Let them: ReferenceGrant ${manifest.metadata.name}`,
      manifest,
    ),
    apply: copy => createObject(copy, manifest),
    touches: () => [itself(facts)],
  };
}

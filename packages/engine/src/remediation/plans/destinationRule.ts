import type { JudgedPath, ServiceFacts } from '../../posture/serviceFacts';
import type { Hop } from '../../posture/servicePosture';
import {
  DestinationRule,
  destinationRules,
  rulesByHost,
} from '../../state/kinds/destinationRule';
import { indexBy } from '../../state/objectIndex';
import { createObject } from '../createObject';
import { freeName } from '../freeName';
import type { Plan, PlannedStep } from '../plan';
import { serviceHost } from '../serviceHost';
import { createStep, jsonPatchStep, patchStep } from '../steps';
import { servicesReaching } from '../touched';
import {
  droppingOperations,
  fieldOf,
  SaidTls,
  saidTls,
  withoutTls,
} from './droppedTls';

const apiVersion = 'networking.istio.io/v1';

const any = 'any';

/** Rules that say something of TLS for more than one host. */
const wideRules = indexBy(destinationRules, ({ host, policy }) =>
  host.startsWith('*') && policy?.tls !== undefined ? [any] : [],
);

/**
 * Takes back what DestinationRules say of TLS towards the service, so that auto mTLS decides; where a
 * wider rule says it, the service gets one of its own (istio pilot/pkg/networking/core/cluster_tls.go).
 */
export function destinationRulePlans(
  facts: ServiceFacts,
  { facts: { edge }, path }: JudgedPath,
): readonly Plan[] {
  const hop = path.hops.find(one => one.to === 'workload');
  if (!hop || (hop.wire === 'istio-mtls' && hop.outcome === 'accepted')) {
    return [];
  }
  // Only what a proxy of the mesh sends follows a DestinationRule.
  if (edge.pods.length === 0 && path.mode === 'standalone') return [];
  const { namespace, name } = facts.service.meta;
  const own = rulesFor(facts).flatMap(rule => {
    const dropped = saidTls(rule).filter(one => isDroppable(facts, one, hop));
    return dropped.length > 0 ? [dropTls(facts, rule, dropped)] : [];
  });
  const costs = [
    `Holds for everything in the mesh that calls ${name}, not for ${path.edge.title} alone.`,
  ];
  const resolves = ['IP0101', 'IP0102', 'IP0103', 'IP0104'];
  return [
    ...(own.length > 0
      ? [
          {
            id: `destination-rule-${namespace}-${name}`,
            title: `Let the mesh choose mTLS towards ${name}`,
            costs,
            resolves,
            steps: own,
          },
        ]
      : []),
    ...(facts.state.lookup(wideRules, any).length > 0
      ? [
          {
            id: `own-destination-rule-${namespace}-${name}`,
            title: `Give ${name} a DestinationRule of its own`,
            costs,
            resolves,
            steps: [ownRule(facts)],
          },
        ]
      : []),
  ];
}

/** Rules for this very Service. */
function rulesFor(facts: ServiceFacts): readonly DestinationRule[] {
  const { state, service } = facts;
  const { namespace, name } = service.meta;
  const names = [name, `${name}.${namespace}`, `${name}.${namespace}.svc`];
  return state
    .lookup(rulesByHost, name)
    .filter(
      rule =>
        rule.host === serviceHost(service) ||
        (names.includes(rule.host) &&
          (rule.host !== name || rule.meta.namespace === namespace)),
    );
}

const http: ReadonlySet<string> = new Set(['HTTP', 'HTTP2', 'GRPC']);

/**
 * Off is off whatever the ports are; TLS of its own is taken out only where the application expects none,
 * and mTLS only where nothing reads it. What has other fields, not all of which are read, would lose them.
 */
function isDroppable(
  { ports }: ServiceFacts,
  { tls }: SaidTls,
  { wire, outcome }: Hop,
): boolean {
  const isBare =
    !tls.saysMore &&
    [tls.credentialName, tls.caCertificates, tls.sni].every(
      one => one === undefined,
    );
  switch (tls.mode) {
    case 'DISABLE':
      return isBare;
    case 'SIMPLE':
      return isBare && ports.every(port => http.has(port.posture.protocol));
    case 'ISTIO_MUTUAL':
      return isBare && wire === 'istio-mtls' && outcome === 'rejected';
    default:
      return false;
  }
}

function dropTls(
  facts: ServiceFacts,
  rule: DestinationRule,
  dropped: readonly SaidTls[],
): PlannedStep {
  const { namespace, name } = rule.meta;
  const spoken = {
    title: `Take TLS settings out of DestinationRule ${name}`,
    object: { apiVersion, kind: 'DestinationRule', namespace, name },
    show: `{.${fieldOf(dropped[0])}}`,
    expect: '(an empty line)',
    marks: rule.meta,
  };
  const inList = dropped.some(({ entry }) => entry.length > 0);
  const { mode } = dropped[0].tls;
  return {
    step: inList
      ? jsonPatchStep({ ...spoken, ...droppingOperations(dropped) })
      : patchStep({
          ...spoken,
          patch: { spec: { trafficPolicy: { tls: null } } },
          undo: { spec: { trafficPolicy: { tls: { mode } } } },
        }),
    apply: copy => copy.put(destinationRules, withoutTls(rule, dropped)),
    touches: () => servicesReaching(facts.state, facts.pods),
  };
}

function ownRule(facts: ServiceFacts): PlannedStep {
  const { namespace, name } = facts.service.meta;
  const manifest = {
    apiVersion,
    kind: 'DestinationRule',
    metadata: {
      name: freeName(facts.state, destinationRules, namespace, name),
      namespace,
    },
    spec: {
      host: serviceHost(facts.service),
      trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } },
    },
  };
  return {
    step: createStep(`Demand mTLS towards ${name}`, manifest),
    apply: copy => createObject(copy, manifest),
    touches: () => servicesReaching(facts.state, facts.pods),
  };
}

import { Identity, policiesOfPod, principalOf } from '../../mesh';
import type { JudgedPath, ServiceFacts } from '../../posture/serviceFacts';
import type { Hop, HopArrival } from '../../posture/servicePosture';
import {
  authorizationPolicies,
  AuthorizationPolicy,
} from '../../state/kinds/authorizationPolicy';
import { objectName } from '../../state/evidence';
import { Pod, pods } from '../../state/kinds/pod';
import { matchesLabels } from '../../state/selector';
import { together } from '../allPaths';
import { createObject } from '../createObject';
import { freeName } from '../freeName';
import type { Plan, PlannedStep } from '../plan';
import { identitiesOf, sendersOf } from '../senders';
import { createStep } from '../steps';
import { servicesReaching, sharingPods } from '../touched';

const resolves = ['IP0109'];

/** What one more AuthorizationPolicy lets in: these identities at these container ports of the workload. */
interface Wanted {
  readonly identities: readonly Identity[];
  readonly ports: readonly number[];
}

/**
 * One more ALLOW policy, which lets in the identity a refused connection proves, at the port it comes to and no
 * other: policies of ALLOW add up, so that it takes nothing from those that are there. Advice where none could:
 * DENY comes before ALLOW, and who has no identity is let in by none (istio pilot/pkg/security/authz/builder).
 */
export function letIdentityInPlans(
  facts: ServiceFacts,
  judged: JudgedPath,
): readonly Plan[] {
  const { path } = judged;
  const hop = path.hops.find(
    one => one.to === 'workload' && one.arrivals.some(isRefused),
  );
  if (!hop) return [];
  const refused = hop.arrivals.filter(isRefused);
  const sender = hop.from === 'gateway' ? 'The Istio gateway' : path.edge.title;
  const denies = refusingBy(facts, refused, 'DENY');
  if (denies.length > 0) return [denied(facts, judged, sender, denies)];
  if (refused.some(one => one.wire !== 'istio-mtls')) {
    return [withoutIdentity(facts, judged, sender, refused)];
  }
  const wanted = wantedBy(facts, judged, hop, refused);
  return wanted ? [plan(facts, sender, wanted)] : [];
}

/**
 * The same together with a way to mTLS, for an edge whose identity, once it has one, no policy lets in.
 * Worth trying only where the way alone does not do.
 */
export function withIdentityLetIn(
  facts: ServiceFacts,
  judged: JudgedPath,
  ways: readonly Plan[],
): readonly Plan[] {
  const hop = judged.path.hops.find(one => one.to === 'workload');
  const refused = hop?.arrivals.filter(isRefused) ?? [];
  if (!hop || refused.length === 0) return [];
  if (refusingBy(facts, refused, 'DENY').length > 0) return [];
  const wanted = wantedBy(facts, judged, hop, refused);
  if (!wanted) return [];
  const first = plan(facts, judged.path.edge.title, wanted);
  return ways
    .filter(({ advice }) => !advice)
    .map(way => ({
      ...together([first, way]),
      steps: afterShared(way.steps, first.steps),
      id: `${way.id}-${first.id}`,
      fallback: true,
    }));
}

/** Steps put behind those that are the same for every service of an edge, which are proven once for all of them. */
function afterShared(
  way: readonly PlannedStep[],
  further: readonly PlannedStep[],
): readonly PlannedStep[] {
  const own = way.findIndex(({ shared, later }) => !shared && !later);
  const at = own < 0 ? way.length : own;
  return [...way.slice(0, at), ...further, ...way.slice(at)];
}

function isRefused({ outcome, refusedBy }: HopArrival): boolean {
  return outcome === 'rejected' && refusedBy !== undefined;
}

/** The policies of an action among those that refuse some arrivals. */
function refusingBy(
  { state }: ServiceFacts,
  refused: readonly HopArrival[],
  action: string,
): readonly string[] {
  const names = new Set(refused.flatMap(one => one.refusedBy ?? []));
  const keys = [...names].map(name => name.slice(name.indexOf(' ') + 1));
  return keys
    .flatMap(key => state.at(authorizationPolicies, key) ?? [])
    .filter(policy => policy.action === action)
    .map(objectName);
}

function wantedBy(
  facts: ServiceFacts,
  judged: JudgedPath,
  hop: Hop,
  refused: readonly HopArrival[],
): Wanted | undefined {
  // What a waypoint refuses is not the pod's to let in.
  if (refused.some(one => one.pod === '')) return undefined;
  if (!everyPodHasAllow(facts)) return undefined;
  const identities = identitiesOf(facts, sendersOf(facts, judged, hop));
  if (identities.length === 0) return undefined;
  const ports = [...new Set(refused.map(one => one.port))];
  return { identities, ports: ports.sort((a, b) => a - b) };
}

/** A policy of ALLOW closes a pod that had none to everybody it does not name: all have to have one already. */
function everyPodHasAllow({ state, service, pods: own }: ServiceFacts) {
  const { selector, meta } = service;
  if (!selector || own.length === 0) return false;
  const hasAllow = (pod: Pod) => policiesOfPod(state, pod).some(isAllow);
  return state
    .inNamespace(pods, meta.namespace)
    .filter(pod => matchesLabels(selector, pod.meta.labels))
    .every(hasAllow);
}

function isAllow({ action }: AuthorizationPolicy): boolean {
  return action === 'ALLOW';
}

function plan(
  facts: ServiceFacts,
  sender: string,
  { identities, ports }: Wanted,
): Plan {
  const { name } = facts.service.meta;
  const principals = identities.map(principalOf);
  const [who, where] = [principals.join(' and '), ports.join(', ')];
  return {
    id: 'let-identity-in',
    title: `Let ${sender} in to ${name} on port ${where} by its mesh identity`,
    costs: [
      `It lets ${who} reach ${name} on port ${where}: whoever runs as that service account, and whatever is asked for.`,
    ],
    resolves,
    steps: [policyStep(facts, principals, identities[0], ports)],
  };
}

function policyStep(
  facts: ServiceFacts,
  principals: readonly string[],
  first: Identity,
  ports: readonly number[],
): PlannedStep {
  const { state, service } = facts;
  const { namespace, name } = service.meta;
  const manifest = {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: {
      name: freeName(
        state,
        authorizationPolicies,
        namespace,
        `${name}-from-${first.namespace}`,
      ),
      namespace,
    },
    spec: {
      selector: { matchLabels: service.selector },
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { principals } }],
          to: [{ operation: { ports: ports.map(String) } }],
        },
      ],
    },
  };
  return {
    step: createStep(`Let ${principals.join(' and ')} in`, manifest),
    apply: copy => createObject(copy, manifest),
    touches: () => [
      ...sharingPods(facts),
      ...servicesReaching(state, facts.pods),
    ],
  };
}

function denied(
  { service: { meta } }: ServiceFacts,
  { path: { route } }: JudgedPath,
  sender: string,
  policies: readonly string[],
): Plan {
  const names = policies.join(' and ');
  return {
    id: `denied-${route.kind}-${route.namespace}-${route.name}`,
    title: `Have ${names} deny less`,
    costs: [],
    resolves,
    steps: [],
    fallback: true,
    advice: {
      missing: `${names} turns away by DENY what ${sender} sends to ${meta.name}, which comes before every ALLOW: no further policy can let it in. What its rules are to keep out is for whoever wrote them to say; leave ${sender} out of them by notPrincipals, or by the ports that they are about.`,
      aims: 'permissive',
    },
  };
}

function withoutIdentity(
  { service: { meta } }: ServiceFacts,
  { path: { route } }: JudgedPath,
  sender: string,
  refused: readonly HopArrival[],
): Plan {
  const names = [...new Set(refused.flatMap(one => one.refusedBy ?? []))];
  return {
    id: `no-identity-${route.kind}-${route.namespace}-${route.name}`,
    title: `Give ${sender} a mesh identity, or let it in by something else`,
    costs: [],
    resolves,
    steps: [],
    fallback: true,
    advice: {
      missing: `${sender} comes to ${
        meta.name
      } without a mesh identity, so that no principal, namespace or service account in ${names.join(
        ' and ',
      )} can mean it. A rule that goes by its addresses (ipBlocks), or by the port alone, would let it in, and with it whoever else comes from there: that is for the owner of ${
        meta.name
      } to decide.`,
      aims: 'plaintext',
    },
  };
}

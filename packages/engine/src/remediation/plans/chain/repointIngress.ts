import type { Route } from '../../../ingress/edges/edge';
import { servicesOfRoute } from '../../../ingress/routes/routes';
import type { ServiceFacts } from '../../../posture/serviceFacts';
import type { ClusterState } from '../../../state/clusterState';
import { Ingress, ingresses, IngressRule } from '../../../state/kinds/ingress';
import { services } from '../../../state/kinds/service';
import { createObject } from '../../createObject';
import { freeName } from '../../freeName';
import type { ChainTarget } from '../../istioGatewayService';
import type { PlannedStep } from '../../plan';
import { serviceHost } from '../../serviceHost';
import { createStep, patchStep } from '../../steps';
import { leftBehind } from './leftBehind';
import { isDefault, writtenRules } from './writtenRules';

/**
 * Leads an Ingress to the gateway by an ExternalName Service of its own namespace. For edges that take
 * no second Ingress for a host and path, so that none can be made beside it.
 */
export function repointIngress(
  { state, service }: ServiceFacts,
  ingress: Ingress,
  route: Route,
  target: ChainTarget,
): readonly PlannedStep[] {
  const touches = () => servicesOfRoute(route);
  const { name, steps } = aliasOf(state, ingress.meta.namespace, target);
  const backend = { service: name, port: target.port.port };
  const isOwn = (rule: IngressRule) =>
    rule.backend.service === service.meta.name;
  const rules = ingress.rules.map(rule =>
    isOwn(rule) ? { ...rule, backend } : rule,
  );
  return [
    ...steps.map(step => ({ ...step, touches })),
    { ...patchIngress(ingress, rules, leftBehind(route)), touches },
  ];
}

type Step = Omit<PlannedStep, 'touches'>;

/** The name of the gateway's Service in a namespace, and the steps that make it. */
function aliasOf(
  state: ClusterState,
  namespace: string,
  { service, port }: ChainTarget,
): { readonly name: string; readonly steps: readonly Step[] } {
  const { meta } = service;
  if (meta.namespace === namespace) return { name: meta.name, steps: [] };
  const known = state.get(services, namespace, meta.name);
  if (known?.externalName === serviceHost(service)) {
    return { name: meta.name, steps: [] };
  }
  const name = freeName(state, services, namespace, meta.name);
  const manifest = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      type: 'ExternalName',
      externalName: serviceHost(service),
      ports: [{ name: 'http', port: port.port }],
    },
  };
  const step = createStep('Name the gateway in this namespace', manifest);
  const apply = (copy: ClusterState) => createObject(copy, manifest);
  return { name, steps: [{ step, apply }] };
}

function patchIngress(
  ingress: Ingress,
  rules: readonly IngressRule[],
  unwanted: ReadonlySet<string>,
): Step {
  const { namespace, name, annotations } = ingress.meta;
  const dropped = Object.entries(annotations).filter(([key]) =>
    unwanted.has(key),
  );
  const patchOf = (
    wanted: readonly IngressRule[],
    of: (value: string) => string | null,
  ) => ({
    ...(dropped.length > 0 && {
      metadata: {
        annotations: Object.fromEntries(
          dropped.map(([key, value]) => [key, of(value)]),
        ),
      },
    }),
    spec: patchedSpec(wanted),
  });
  const index = rules.findIndex(rule => !ingress.rules.includes(rule));
  return {
    step: patchStep({
      title: 'Lead the Ingress to the gateway',
      object: {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        namespace,
        name,
      },
      patch: patchOf(rules, () => null),
      undo: patchOf(ingress.rules, value => value),
      show: `{.${placeOf(rules[index])}.service.name}`,
      expect: rules[index].backend.service,
      marks: ingress.meta,
    }),
    apply: copy => {
      const kept = Object.entries(annotations).filter(
        ([key]) => !unwanted.has(key),
      );
      copy.put(ingresses, {
        ...ingress,
        rules,
        meta: { ...ingress.meta, annotations: Object.fromEntries(kept) },
      });
    },
  };
}

/** Where the backend of a rule stands. */
function placeOf(rule: IngressRule): string {
  return isDefault(rule) ? rule.field : `${rule.field}.backend`;
}

function patchedSpec(rules: readonly IngressRule[]): object {
  const fallback = rules.find(isDefault)?.backend;
  const written = writtenRules(rules);
  return {
    ...(fallback && {
      defaultBackend: {
        service: {
          name: fallback.service,
          // A port has a number or a name, not both.
          port: {
            number: typeof fallback.port === 'number' ? fallback.port : null,
            name: typeof fallback.port === 'string' ? fallback.port : null,
          },
        },
      },
    }),
    ...(written.length > 0 && { rules: written }),
  };
}

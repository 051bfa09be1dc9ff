import type { ClusterState } from '../../state/clusterState';
import { Ingress, ingresses, IngressRule } from '../../state/kinds/ingress';
import { ingressClasses } from '../../state/kinds/ingressClass';
import { Service, services } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import type { Dial } from '../dial/dial';
import type { ServedRule } from '../dial/ingressDial';
import { placesOf } from '../dial/places';
import { servicePort } from '../dial/servicePort';
import { resolveSetting } from '../dial/setting';
import { forwardsOf } from './awsIngressActions';
import { paramsOf, paramsOfClass } from './awsIngressClass';

const prefix = 'alb.ingress.kubernetes.io';
const groupName = `${prefix}/group.name`;

const byGroup = indexBy(ingresses, ({ meta }) => {
  const name = meta.annotations[groupName] as string | undefined;
  return name === undefined ? [] : [name];
});

const byClass = indexBy(ingresses, ({ className }) =>
  className === undefined ? [] : [className],
);

/** The values that it takes; with any other it makes nothing of the Ingress. */
const values: Readonly<Record<string, readonly string[]>> = {
  'target-type': ['ip', 'instance'],
  'backend-protocol': ['HTTP', 'HTTPS'],
  'backend-protocol-version': ['HTTP1', 'HTTP2', 'GRPC'],
};

/**
 * Whether one rule keeps the controller from making the load balancer of an Ingress, or of the whole
 * group that it is in (kubernetes-sigs/aws-load-balancer-controller pkg/ingress/model_builder.go).
 */
export function isUnbuildable(
  state: ClusterState,
  served: ServedRule,
): boolean {
  const { ingress } = served;
  const group = groupOf(state, ingress);
  if (group === undefined) return isBroken(state, served, ingress);
  if (!/^([a-z0-9][-a-z0-9.]{0,61})?[a-z0-9]$/.test(group)) return true;
  const members = membersOf(state, group);
  return (
    disagrees(state, members) ||
    members.some(one => isBroken(state, served, one))
  );
}

/** The group of an Ingress: that of its class counts before its annotation (pkg/ingress/group_loader.go). */
function groupOf(state: ClusterState, ingress: Ingress): string | undefined {
  return (
    paramsOf(state, ingress).found?.group ??
    (ingress.meta.annotations[groupName] as string | undefined)
  );
}

function membersOf(state: ClusterState, group: string): readonly Ingress[] {
  const classes = state
    .list(ingressClasses)
    .filter(one => paramsOfClass(state, one).found?.group === group);
  const found = [
    ...state.lookup(byGroup, group),
    ...classes.flatMap(({ meta }) => state.lookup(byClass, meta.name)),
  ];
  return [...new Set(found)].filter(
    one =>
      groupOf(state, one) === group &&
      paramsOf(state, one).invalid === undefined,
  );
}

/** Members of a group share one load balancer, and must not want it different; parameters of a class win. */
const shared = [
  { name: 'scheme', field: 'scheme' },
  { name: 'ip-address-type', field: 'ipAddressType' },
  { name: 'load-balancer-name', field: 'loadBalancerName' },
] as const;

function disagrees(state: ClusterState, members: readonly Ingress[]): boolean {
  return shared.some(({ name, field }) => {
    const said = members.flatMap(ingress => {
      const { found, caveats } = paramsOf(state, ingress);
      if (caveats.length > 0) return [];
      const annotation: string | undefined =
        ingress.meta.annotations[`${prefix}/${name}`];
      return found?.[field] ?? annotation ?? [];
    });
    return new Set(said).size > 1;
  });
}

function isBroken(
  state: ClusterState,
  served: ServedRule,
  ingress: Ingress,
): boolean {
  return ingress.rules.some(rule => isBrokenRule(state, served, ingress, rule));
}

function isBrokenRule(
  state: ClusterState,
  served: ServedRule,
  ingress: Ingress,
  { backend }: IngressRule,
): boolean {
  const { meta } = ingress;
  const said = ['transforms', 'conditions'].map(
    name =>
      meta.annotations[`${prefix}/${name}.${backend.service}`] as
        | string
        | undefined,
  );
  if (said.some(one => one && !isJson(one))) return true;
  const targets =
    backend.port === 'use-annotation'
      ? forwardsOf(ingress).filter(one => one.action === backend.service)
      : [backend];
  return targets.some(target => isBrokenTarget(state, served, ingress, target));
}

/** A target group is made of every Service that is named, whatever its weight. */
function isBrokenTarget(
  state: ClusterState,
  served: ServedRule,
  ingress: Ingress,
  target: { readonly service: string; readonly port?: number | string },
): boolean {
  const service = state.get(services, ingress.meta.namespace, target.service);
  // It answers for a Service that is not there, with status 503.
  if (!service) return false;
  return (
    !servicePort(service, target.port) ||
    hasOddValue(state, ingress, service) ||
    lacksNodePort(state, served, ingress, service)
  );
}

const targetTypes: Readonly<Record<Dial['addressing'], string>> = {
  'node-port': 'instance',
  'pod-ip': 'ip',
  'service-vip': 'ip',
};

/** Targets of type instance are node ports. */
function lacksNodePort(
  state: ClusterState,
  { server, instance }: ServedRule,
  ingress: Ingress,
  service: Service,
): boolean {
  const isUnallocated =
    service.type === 'LoadBalancer' &&
    service.ports.every(({ nodePort }) => nodePort === undefined);
  if (service.type !== 'ClusterIP' && !isUnallocated) return false;
  const { found, caveats } = paramsOf(state, ingress);
  if (caveats.length > 0) return false;
  const { effect, by } = resolveSetting(server.vendor.addressing, {
    ...placesOf(state, ingress, instance),
    service,
  });
  const type = found?.targetType ?? (by && targetTypes[effect]);
  // Its default is a flag of the controller's.
  return (type ?? (instance ? targetTypes[effect] : 'ip')) === 'instance';
}

/**
 * What the Service says counts before the Ingress; where parameters of the class say the type of
 * targets, nobody reads another (buildTargetGroupTargetType).
 */
function hasOddValue(
  state: ClusterState,
  ingress: Ingress,
  { meta }: Service,
): boolean {
  const isSettled = paramsOf(state, ingress).found?.targetType !== undefined;
  return Object.entries(values).some(([name, known]) => {
    if (name === 'target-type' && isSettled) return false;
    const key = `${prefix}/${name}`;
    const value: string | undefined =
      meta.annotations[key] ?? ingress.meta.annotations[key];
    return value !== undefined && !known.includes(value);
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

import type { ClusterState } from '../../state/clusterState';
import { objectName } from '../../state/evidence';
import { loadBalancerConfigurations } from '../../state/kinds/awsLoadBalancerConfiguration';
import {
  AwsRouteProps,
  AwsTargetGroupConfiguration,
  AwsTargetGroupProps,
  targetGroupConfigurations,
} from '../../state/kinds/awsTargetGroupConfiguration';
import { gatewayClasses, Parameters } from '../../state/kinds/gatewayClass';
import type { Gateway } from '../../state/kinds/gateway';
import type { GatewayRoute } from '../../state/kinds/gatewayRoute';
import { indexBy } from '../../state/objectIndex';
import type { GatewayBackend } from '../dial/gatewayApiDial';

const byService = indexBy(targetGroupConfigurations, ({ meta, service }) =>
  service === undefined ? [] : [`${meta.namespace}/${service}`],
);

/** Settings of target groups, and the objects that they were read from, the weightier first. */
export interface AwsTargetGroups {
  readonly props: AwsTargetGroupProps;
  readonly from: readonly AwsTargetGroupConfiguration[];
  readonly caveats: readonly string[];
  /** Why its controller makes nothing of the Gateway, as the rest of a sentence. */
  readonly invalid?: string;
}

/** Those of the Service, field by field, before the defaults of its Gateway (pkg/gateway/routeutils/backend_service.go). */
export function targetGroupsFor(
  state: ClusterState,
  { service, gateway, route }: GatewayBackend,
): AwsTargetGroups {
  const { namespace, name } = service.meta;
  const [own] = state.lookup(byService, `${namespace}/${name}`);
  const { found, ...defaults } = defaultsOf(state, gateway);
  const [high, low] = found;
  const props = {
    ...low?.props,
    ...(high && propsFor(high, route)),
    ...(own && propsFor(own, route)),
  };
  return { ...defaults, props, from: own ? [own, ...found] : found };
}

interface Defaults extends Omit<AwsTargetGroups, 'props' | 'from'> {
  readonly found: readonly AwsTargetGroupConfiguration[];
}

/** Those of the class before those of the Gateway, unless the class has it otherwise (controllers/gateway/config_resolver.go). */
function defaultsOf(state: ClusterState, gateway: Gateway): Defaults {
  const ofClass = configurationOf(
    state,
    state.get(gatewayClasses, '', gateway.className)?.parameters,
  );
  const ofGateway = configurationOf(
    state,
    gateway.parameters && {
      ...gateway.parameters,
      namespace: gateway.meta.namespace,
    },
  );
  const ordered = ofClass.prefersGateway
    ? [ofGateway, ofClass]
    : [ofClass, ofGateway];
  const invalid = ordered.flatMap(one => one.invalid ?? []).at(0);
  return {
    found: ordered.flatMap(one => one.found),
    caveats: ordered.flatMap(one => one.caveats),
    ...(invalid !== undefined && { invalid }),
  };
}

interface Configuration extends Defaults {
  readonly prefersGateway?: boolean;
}

const nothing: Configuration = { found: [], caveats: [] };

function configurationOf(
  state: ClusterState,
  ref: Parameters | undefined,
): Configuration {
  const { group, kind } = loadBalancerConfigurations;
  if (ref?.group !== group || ref.kind !== kind) return nothing;
  const { namespace = '', name } = ref;
  const settings = state.get(loadBalancerConfigurations, namespace, name);
  if (!settings) {
    return missing(state, loadBalancerConfigurations, `${namespace}/${name}`);
  }
  const { targetGroups, prefersGateway } = settings;
  if (targetGroups === undefined) return { ...nothing, prefersGateway };
  const found = state.get(targetGroupConfigurations, namespace, targetGroups);
  if (!found) {
    const key = `${namespace}/${targetGroups}`;
    return {
      ...missing(state, targetGroupConfigurations, key),
      prefersGateway,
    };
  }
  // One that is for a Service is no default.
  return found.service === undefined
    ? { found: [found], caveats: [], prefersGateway }
    : {
        ...nothing,
        prefersGateway,
        invalid: `${objectName(found)}, its default, is for one Service`,
      };
}

function missing(
  state: ClusterState,
  kind: typeof loadBalancerConfigurations | typeof targetGroupConfigurations,
  key: string,
): Configuration {
  if (state.unreadable(kind) === undefined) {
    return {
      ...nothing,
      invalid: `${kind.kind} ${key}, which it takes settings from, is not there`,
    };
  }
  return {
    found: [],
    caveats: [
      `${kind.kind} ${key}, which the Gateway takes settings from, could not be read: it could change targets and protocol.`,
    ],
  };
}

/** Settings for the route, the more specific ones first, over those for every route (pkg/gateway/tg_config_constructor.go). */
function propsFor(
  { props, routes }: AwsTargetGroupConfiguration,
  { kind, meta }: GatewayRoute,
): AwsTargetGroupProps {
  const fits = (one: AwsRouteProps) =>
    one.kind === kind &&
    (one.namespace === undefined || one.namespace === meta.namespace) &&
    // A name counts beside a namespace alone.
    (one.name === undefined ||
      (one.name === meta.name && one.namespace !== undefined));
  const specific = (one: AwsRouteProps) =>
    Number(one.namespace !== undefined) + Number(one.name !== undefined);
  const [best] = routes.filter(fits).sort((a, b) => specific(b) - specific(a));
  return { ...props, ...best?.props };
}

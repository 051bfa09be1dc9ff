import { defineKind } from '../kindDefinition';
import { KubeObject } from '../meta';
import { at, items, text } from '../read';

/** Settings of a target group, as far as they say what is dialled. */
export interface AwsTargetGroupProps {
  /** instance or ip. */
  readonly targetType?: string;
  /** HTTP, HTTPS, TCP, TLS … */
  readonly protocol?: string;
  /** HTTP1, HTTP2, GRPC. */
  readonly protocolVersion?: string;
}

/** Routes that other settings hold for; absent parts match anything. */
export interface AwsRouteProps {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly props: AwsTargetGroupProps;
}

/** How AWS gateways target a Service. */
export interface AwsTargetGroupConfiguration extends KubeObject {
  readonly kind: 'TargetGroupConfiguration';
  /** Undefined: a default that a LoadBalancerConfiguration names. */
  readonly service?: string;
  readonly props: AwsTargetGroupProps;
  readonly routes: readonly AwsRouteProps[];
}

export const targetGroupConfigurations =
  defineKind<AwsTargetGroupConfiguration>({
    group: 'gateway.k8s.aws',
    kind: 'TargetGroupConfiguration',
    plural: 'targetgroupconfigurations',
    versions: ['v1beta1'],
    namespaced: true,
    purpose: 'target type and protocol behind AWS gateways',
    trim: (object, meta) => {
      const target = at(object, 'spec', 'targetReference');
      const service = text(target, 'name');
      if ((text(target, 'kind') ?? 'Service') !== 'Service') return undefined;
      return {
        kind: 'TargetGroupConfiguration',
        meta,
        ...(service !== undefined && { service }),
        props: trimProps(at(object, 'spec', 'defaultConfiguration')),
        routes: items(object, 'spec', 'routeConfigurations').map(trimRoute),
      };
    },
  });

function trimRoute(route: unknown): AwsRouteProps {
  const kind = text(route, 'routeIdentifier', 'kind');
  const namespace = text(route, 'routeIdentifier', 'namespace');
  const name = text(route, 'routeIdentifier', 'name');
  return {
    ...(kind !== undefined && { kind }),
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
    props: trimProps(at(route, 'targetGroupProps')),
  };
}

function trimProps(props: unknown): AwsTargetGroupProps {
  const targetType = text(props, 'targetType');
  const protocol = text(props, 'protocol');
  const protocolVersion = text(props, 'protocolVersion');
  return {
    ...(targetType !== undefined && { targetType }),
    ...(protocol !== undefined && { protocol }),
    ...(protocolVersion !== undefined && { protocolVersion }),
  };
}

import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  AwsRouteProps,
  AwsTargetGroupConfiguration,
  AwsTargetGroupProps,
  targetGroupConfigurations,
} from '../../state/kinds/awsTargetGroupConfiguration';
import type { GatewayRoute } from '../../state/kinds/gatewayRoute';
import { indexBy } from '../../state/objectIndex';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import type { BackendProtocol } from '../vendorDescription';

const source =
  'kubernetes-sigs/aws-load-balancer-controller docs/guide/gateway/targetgroupconfig.md';

const modelSource =
  'kubernetes-sigs/aws-load-balancer-controller pkg/gateway/model/model_build_target_group.go';

type Said = NonNullable<PolicyEffect['said']>;

const byService = indexBy(targetGroupConfigurations, ({ meta, service }) =>
  service === undefined ? [] : [`${meta.namespace}/${service}`],
);
const defaults = indexBy(targetGroupConfigurations, ({ service }) =>
  service === undefined ? ['any'] : [],
);

/** What a TargetGroupConfiguration says of a backend of an AWS gateway. */
export function awsGatewayPolicies(
  state: ClusterState,
  one: GatewayBackend,
): PolicyEffect {
  const { namespace, name } = one.service.meta;
  const [found] = state.lookup(byService, `${namespace}/${name}`);
  const props = found && propsFor(found, one.route);
  const plain = ofPlainListener(one);
  return {
    said: {
      ...(plain && { backend: plain }),
      ...(found && props && saidBy(found, props, plain !== undefined)),
    },
    caveats: unreadDefaults(state, props),
  };
}

/** Only listeners of HTTPS speak anything but HTTP/1 to their targets (buildTargetGroupProtocolVersion). */
function ofPlainListener({
  route: { kind },
  gateway,
  parent: { listener },
}: GatewayBackend): Said['backend'] {
  const overHttp = kind === 'HTTPRoute' || kind === 'GRPCRoute';
  if (!overHttp || listener.protocol === 'HTTPS') return undefined;
  return {
    effect: { protocol: 'http', tls: 'none' },
    by: 'protocol of the listener',
    evidence: [
      evidenceOf(gateway, 'spec.listeners[].protocol', listener.protocol),
    ],
    source: modelSource,
  };
}

/** Settings for the route, the more specific ones first, over those for every route. */
function propsFor(
  { props, routes }: AwsTargetGroupConfiguration,
  { kind, meta }: GatewayRoute,
): AwsTargetGroupProps {
  const fits = (one: AwsRouteProps) =>
    one.kind === kind &&
    (one.namespace === undefined || one.namespace === meta.namespace) &&
    (one.name === undefined || one.name === meta.name);
  const specific = (one: AwsRouteProps) =>
    Number(one.namespace !== undefined) + Number(one.name !== undefined);
  const [best] = routes.filter(fits).sort((a, b) => specific(b) - specific(a));
  return { ...props, ...best?.props };
}

function saidBy(
  found: AwsTargetGroupConfiguration,
  { targetType, protocol, protocolVersion }: AwsTargetGroupProps,
  isPlain: boolean,
): Said {
  const version = isPlain ? undefined : protocolVersion;
  const backend = backendOf(protocol, version);
  return {
    ...(targetType !== undefined && {
      addressing: {
        effect: targetType === 'ip' ? 'pod-ip' : 'node-port',
        by: `targetType of ${objectName(found)}`,
        evidence: [evidenceOf(found, 'spec.*.targetType', targetType)],
        source,
      },
    }),
    ...(backend && {
      backend: {
        effect: backend,
        by: `protocol of ${objectName(found)}`,
        evidence: [
          evidenceOf(found, 'spec.*.protocol', protocol),
          evidenceOf(found, 'spec.*.protocolVersion', protocolVersion),
        ],
        source,
      },
    }),
  };
}

function backendOf(
  protocol: string | undefined,
  version: string | undefined,
): BackendProtocol | undefined {
  const overHttp = version === 'HTTP2' || version === 'GRPC' ? 'http2' : 'http';
  switch (protocol) {
    case 'HTTPS':
      return { protocol: overHttp, tls: 'edge' };
    case 'TLS':
      return { protocol: 'tcp', tls: 'edge' };
    case 'HTTP':
      return { protocol: overHttp, tls: 'none' };
    default:
      return overHttp === 'http2'
        ? { protocol: 'http2', tls: 'none' }
        : undefined;
  }
}

/**
 * Defaults of a Gateway or its class are named by a LoadBalancerConfiguration, which is not read:
 * where any exist, they may say what the Service's own leaves open.
 */
function unreadDefaults(
  state: ClusterState,
  props: AwsTargetGroupProps | undefined,
): readonly string[] {
  if (props?.targetType !== undefined && props.protocol !== undefined) {
    return [];
  }
  return state
    .lookup(defaults, 'any')
    .filter(one => Object.keys(one.props).length > 0)
    .map(
      one =>
        `${objectName(
          one,
        )} may be a default of this Gateway, by a LoadBalancerConfiguration, which is not read: it could change targets and protocol.`,
    );
}

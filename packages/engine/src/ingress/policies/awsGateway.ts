import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import type { AwsTargetGroupProps } from '../../state/kinds/awsTargetGroupConfiguration';
import { carriedProtocol } from '../dial/carriedProtocol';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import type { BackendProtocol } from '../vendorDescription';
import { AwsTargetGroups, targetGroupsFor } from './awsTargetGroups';

const source =
  'kubernetes-sigs/aws-load-balancer-controller docs/guide/gateway/targetgroupconfig.md';

const modelSource =
  'kubernetes-sigs/aws-load-balancer-controller pkg/gateway/model/model_build_target_group.go';

type Said = NonNullable<PolicyEffect['said']>;

/** What TargetGroupConfigurations, and the route's kind, say of a backend of an AWS gateway. */
export function awsGatewayPolicies(
  state: ClusterState,
  one: GatewayBackend,
): PolicyEffect {
  const groups = targetGroupsFor(state, one);
  // controllers/gateway/gateway_controller.go: the model is built whole before anything is deployed.
  if (groups.invalid !== undefined) {
    return { drops: groups.invalid, keepsFormer: true };
  }
  const backend =
    backendSaid(one, groups) ?? ofTlsRoute(one) ?? ofPlainListener(one);
  return {
    said: {
      ...addressingSaid(groups),
      ...(backend && { backend }),
    },
    caveats: [...groups.caveats, ...passedThrough(one, groups.props)],
  };
}

/** Only listeners of HTTPS speak anything but HTTP/1 to their targets (buildTargetGroupProtocolVersion). */
function isPlain({
  route: { kind },
  parent: { listener },
}: GatewayBackend): boolean {
  const overHttp = kind === 'HTTPRoute' || kind === 'GRPCRoute';
  return overHttp && listener.protocol !== 'HTTPS';
}

function ofPlainListener(one: GatewayBackend): Said['backend'] {
  const { protocol } = one.parent.listener;
  if (!isPlain(one)) return undefined;
  return {
    effect: { protocol: 'http', tls: 'none' },
    by: 'protocol of the listener',
    evidence: [evidenceOf(one.gateway, 'spec.listeners[].protocol', protocol)],
    source: modelSource,
  };
}

/** TLS that ends at a listener is started again for a TLSRoute (inferTargetGroupProtocolFromRoute). */
function ofTlsRoute(one: GatewayBackend): Said['backend'] {
  if (one.route.kind !== 'TLSRoute' || passesThrough(one)) return undefined;
  const { name } = one.parent.listener;
  return {
    effect: { protocol: insideTls(one), tls: 'edge' },
    by: one.route.kind,
    evidence: [evidenceOf(one.route, 'spec.parentRefs[].sectionName', name)],
    source: modelSource,
  };
}

/** What clients speak inside the TLS that ends at a listener. */
function insideTls({
  service,
  port,
}: GatewayBackend): BackendProtocol['protocol'] {
  return carriedProtocol(service, port).protocol;
}

function passesThrough({ parent: { listener } }: GatewayBackend): boolean {
  return listener.tls?.mode === 'Passthrough';
}

/** AWS lets a listener of TCP, which passes TLS through, lead to target groups of TCP alone. */
function passedThrough(
  one: GatewayBackend,
  { protocol }: AwsTargetGroupProps,
): readonly string[] {
  const isTcp = protocol === 'TCP' || protocol === 'TCP_UDP';
  if (one.route.kind !== 'TLSRoute' || !passesThrough(one) || isTcp) return [];
  return [
    `${objectName(
      one.route,
    )} is at a listener that passes TLS through, and no TargetGroupConfiguration says protocol TCP: its controller asks for a target group of TLS, which AWS may refuse behind a listener of TCP.`,
  ];
}

function addressingSaid({ props, from }: AwsTargetGroups): Said {
  const { targetType } = props;
  if (targetType === undefined) return {};
  return {
    addressing: {
      effect: targetType === 'ip' ? 'pod-ip' : 'node-port',
      by: `targetType of ${objectName(from[0])}`,
      evidence: from.map(found =>
        evidenceOf(found, 'spec.*.targetType', targetType),
      ),
      source,
    },
  };
}

function backendSaid(
  one: GatewayBackend,
  { props, from }: AwsTargetGroups,
): Said['backend'] {
  const effect = backendOf(one, props);
  return (
    effect && {
      effect,
      by: `protocol of ${objectName(from[0])}`,
      evidence: from.flatMap(found => [
        evidenceOf(found, 'spec.*.protocol', props.protocol),
        evidenceOf(found, 'spec.*.protocolVersion', props.protocolVersion),
      ]),
      source,
    }
  );
}

function backendOf(
  one: GatewayBackend,
  { protocol, protocolVersion }: AwsTargetGroupProps,
): BackendProtocol | undefined {
  const version =
    protocolVersion ?? (one.route.kind === 'GRPCRoute' ? 'GRPC' : undefined);
  const overHttp =
    !isPlain(one) && (version === 'HTTP2' || version === 'GRPC')
      ? 'http2'
      : 'http';
  switch (protocol) {
    case 'HTTPS':
      return { protocol: overHttp, tls: 'edge' };
    case 'HTTP':
      return { protocol: overHttp, tls: 'none' };
    case 'TLS':
      return { protocol: insideTls(one), tls: 'edge' };
    case 'TCP':
    case 'TCP_UDP':
      return one.route.kind === 'TLSRoute' && !passesThrough(one)
        ? { protocol: insideTls(one), tls: 'none' }
        : undefined;
    default:
      return protocolVersion !== undefined && overHttp === 'http2'
        ? { protocol: 'http2', tls: 'none' }
        : undefined;
  }
}

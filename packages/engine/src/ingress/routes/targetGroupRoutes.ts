import type { ClusterState } from '../../state/clusterState';
import { evidenceOf, objectName } from '../../state/evidence';
import {
  AwsTargetGroupBinding,
  eksTargetGroupBindings,
  targetGroupBindings,
} from '../../state/kinds/awsTargetGroupBinding';
import type { Service, ServicePort } from '../../state/kinds/service';
import { indexBy } from '../../state/objectIndex';
import { carriedProtocol } from '../dial/carriedProtocol';
import { cloudEdge, controllerPods } from '../edges/cloudEdge';
import type { Dial } from '../dial/dial';
import type { Route } from '../edges/edge';
import type { RouteReader } from './routeReader';
import { servicePort } from '../dial/servicePort';
import { settledDial } from '../dial/settledDial';
import type { Resolved } from '../dial/setting';
import type { BackendProtocol } from '../vendorDescription';
import { awsAlb } from '../vendors/awsAlb';
import { awsNlb } from '../vendors/awsNlb';

const source =
  'kubernetes-sigs/aws-load-balancer-controller docs/guide/targetgroupbinding/targetgroupbinding.md';

const byService = [targetGroupBindings, eksTargetGroupBindings].map(kind =>
  indexBy(kind, binding => [`${binding.meta.namespace}/${binding.service}`]),
);

/** Target groups of AWS load balancers that are kept outside the cluster, and the Services behind. */
export const targetGroupRoutes: RouteReader = {
  routesTo: (state, service) => {
    const { namespace, name } = service.meta;
    return byService
      .flatMap(index => state.lookup(index, `${namespace}/${name}`))
      .filter(binding => !isMadeForAnother(binding))
      .flatMap(binding => routeOf(state, binding, service));
  },
};

/** The controller binds its own target groups so: their Ingress, Service or Gateway is read itself. */
function isMadeForAnother({ meta }: AwsTargetGroupBinding): boolean {
  return Object.keys(meta.labels).some(
    label => label.endsWith('/stack-name') || label.endsWith('/stack'),
  );
}

// Those of a Network Load Balancer that carry what clients speak.
const ofConnections: ReadonlySet<string> = new Set([
  'TCP',
  'TCP_UDP',
  'TCP_QUIC',
]);

// What a target group of another protocol speaks.
const spoken: Readonly<Record<string, BackendProtocol | undefined>> = {
  HTTP: { protocol: 'http', tls: 'none' },
  HTTPS: { protocol: 'http', tls: 'edge' },
  TLS: { protocol: 'tcp', tls: 'edge' },
};

function routeOf(
  state: ClusterState,
  binding: AwsTargetGroupBinding,
  service: Service,
): readonly Route[] {
  const port = servicePort(service, binding.port);
  if (!port || port.protocol !== 'TCP') return [];
  const { namespace, name } = binding.meta;
  const carries = ofConnections.has(binding.protocol ?? '');
  const isNetwork = carries || binding.protocol === 'TLS';
  const vendor = isNetwork ? awsNlb : awsAlb;
  const dial = settledDial({
    vendor,
    places: {
      route: binding,
      service,
      port,
      pods: controllerPods(state, vendor),
    },
    service,
    port,
    said: {
      ...(binding.targetType !== undefined && {
        addressing: addressingOf(binding),
      }),
      backend: backendOf(binding, service, port),
    },
    reasons: [
      {
        text: `${objectName(binding)} registers ${objectName(
          service,
        )} with a target group of AWS.`,
        evidence: [
          evidenceOf(binding, 'spec.serviceRef.name', binding.service),
          evidenceOf(binding, 'spec.targetGroup', binding.targetGroup),
        ],
        source,
      },
    ],
    caveats: unsaid(binding),
  });
  if (!dial) return [];
  return [
    {
      edge: cloudEdge(vendor, 'TargetGroup', binding),
      ref: {
        kind: 'TargetGroupBinding',
        namespace,
        name,
        host: null,
        path: null,
      },
      object: binding,
      backend: { namespace, service: service.meta.name, port: port.port },
      clientTls: false,
      ...(carries && { carriesConnections: true }),
      dial,
    },
  ];
}

function addressingOf(
  binding: AwsTargetGroupBinding,
): Resolved<Dial['addressing']> {
  return {
    effect: binding.targetType === 'ip' ? 'pod-ip' : 'node-port',
    by: 'spec.targetType',
    evidence: [evidenceOf(binding, 'spec.targetType', binding.targetType)],
    source,
  };
}

function backendOf(
  binding: AwsTargetGroupBinding,
  service: Service,
  port: ServicePort,
): Resolved<BackendProtocol> {
  const { protocol } = binding;
  return {
    effect: spoken[protocol ?? 'HTTP'] ?? carriedProtocol(service, port),
    by: 'spec.targetGroupProtocol',
    evidence: [evidenceOf(binding, 'spec.targetGroupProtocol', protocol)],
    source,
  };
}

function unsaid(binding: AwsTargetGroupBinding): readonly string[] {
  const { protocol, targetType } = binding;
  return [
    ...(protocol === undefined
      ? [
          `${objectName(
            binding,
          )} does not say the protocol of its target group, which only AWS knows: HTTP is assumed.`,
        ]
      : []),
    ...(targetType === undefined
      ? [
          `${objectName(
            binding,
          )} does not say the type of its targets: node ports are assumed.`,
        ]
      : []),
  ];
}

import type { Dial } from '../dial/dial';
import { awsGatewayPolicies } from '../policies/awsGateway';
import { awsIngressPolicies } from '../policies/awsIngress';
import type {
  HealthCheck,
  Switch,
  SwitchSubject,
  VendorDescription,
} from '../vendorDescription';

const prefix = 'alb.ingress.kubernetes.io';
const repository = 'kubernetes-sigs/aws-load-balancer-controller';
const docs = `${repository} docs/guide/ingress/annotations.md`;
const gatewayDocs = `${repository} docs/guide/gateway/l7gateway.md`;

const targetTypes: Readonly<Record<string, Dial['addressing'] | undefined>> = {
  ip: 'pod-ip',
  instance: 'node-port',
};

type Place = 'route-annotation' | 'service-annotation';

// An annotation on the Service wins over the Ingress' own.
const places: readonly Place[] = ['service-annotation', 'route-annotation'];

const targetType = (on: Place): Switch<Dial['addressing']> => ({
  on,
  key: `${prefix}/target-type`,
  effect: value => targetTypes[value],
  source: `${docs} (target-type)`,
});

/** Of Ingresses, Services and Gateways alike. */
export const defaultTargetType: Switch<Dial['addressing']> = {
  on: 'flag',
  key: '--default-target-type',
  effect: value => targetTypes[value],
  source: `${repository} docs/deploy/configurations.md (default-target-type)`,
};

/**
 * Whether health checks go to another port than the traffic: one that is named, or the node's or the
 * pods' by number (pkg/ingress/model_build_target_group.go, buildTargetGroupHealthCheckPort).
 */
const healthCheckPort = (on: Place): Switch<HealthCheck> => ({
  on,
  key: `${prefix}/healthcheck-port`,
  effect: (value, { port }) =>
    [
      'traffic-port',
      port?.name,
      String(port?.targetPort),
      String(port?.nodePort),
    ].includes(value)
      ? undefined
      : 'none',
  source: `${docs} (healthcheck-port)`,
});

const versionKey = `${prefix}/backend-protocol-version`;

function overHttp(version: string | undefined): Dial['protocol'] {
  return version === 'HTTP2' || version === 'GRPC' ? 'http2' : 'http';
}

function versionOf({ service, route }: SwitchSubject): string | undefined {
  return (
    service?.meta.annotations[versionKey] ?? route?.meta.annotations[versionKey]
  );
}

const backendProtocol = (
  on: Place,
): VendorDescription['backend']['switches'][number] => ({
  on,
  key: `${prefix}/backend-protocol`,
  effect: (value, subject) => ({
    protocol: overHttp(versionOf(subject)),
    tls: value === 'HTTPS' ? 'edge' : 'none',
  }),
  source: `${docs} (backend-protocol)`,
});

const backendProtocolVersion = (
  on: Place,
): VendorDescription['backend']['switches'][number] => ({
  on,
  key: versionKey,
  effect: value => ({ protocol: overHttp(value), tls: 'none' }),
  source: `${docs} (backend-protocol-version)`,
});

export const awsAlb: VendorDescription = {
  id: 'aws-alb',
  title: 'AWS Application Load Balancer',
  placement: 'cloud',
  statusWhenRefused: 502,
  // EKS Auto Mode runs the same controller outside the cluster.
  classControllers: ['ingress.k8s.aws/alb', 'eks.amazonaws.com/alb'],
  classNames: ['alb'],
  // pkg/ingress/class_annotation_matcher.go
  annotatedClass: 'own names',
  nodeProvider: 'aws',
  pods: {
    labels: [{ 'app.kubernetes.io/name': 'aws-load-balancer-controller' }],
    images: [
      'eks/aws-load-balancer-controller',
      'amazon/aws-load-balancer-controller',
    ],
    watches: [{ flag: '--watch-namespace', by: 'names' }],
    classFlags: {
      // Classes of EKS Auto Mode are not for it.
      controller: { default: 'ingress.k8s.aws/alb' },
      name: { flag: '--ingress-class', default: '' },
    },
    classless: 'without-class-flag',
  },
  alsoControls: ['aws-nlb'],
  annotationPrefixes: [`${prefix}/`],
  clientTls: [`${prefix}/certificate-arn`],
  serverName: { default: '', source: 'istio/istio#35420', switches: [] },
  addressing: {
    default: 'node-port',
    source: `${docs} (target-type)`,
    switches: [...places.map(targetType), defaultTargetType],
  },
  host: { default: null, source: docs, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: `${docs} (backend-protocol)`,
    switches: [
      ...places.map(backendProtocol),
      ...places.map(backendProtocolVersion),
    ],
  },
  healthCheck: {
    default: 'request',
    source: `${docs} (healthcheck-protocol)`,
    switches: places.map(healthCheckPort),
  },
  // Nothing is registered for it: pkg/backend/endpoint_resolver.go finds no endpoints.
  externalName: 'dropped',
  ingressPolicies: awsIngressPolicies,
  gatewayApi: {
    controllers: ['gateway.k8s.aws/alb'],
    classNames: ['aws-alb-gateway-class'],
    listenerSets: {
      since: '3.2',
      source:
        'kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/listenersets',
    },
    routes: ['HTTPRoute', 'GRPCRoute'],
    addressing: {
      default: 'node-port',
      source: gatewayDocs,
      switches: [defaultTargetType],
    },
    hostHeader: 'refuses',
    ignoresBackendRewrite: true,
    backendTlsPolicy: false,
    policies: awsGatewayPolicies,
    source: gatewayDocs,
  },
};

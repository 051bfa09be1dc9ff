import type { Dial } from '../dial';
import type { Switch, VendorDescription } from '../vendorDescription';

const prefix = 'alb.ingress.kubernetes.io';
const docs =
  'kubernetes-sigs/aws-load-balancer-controller docs/guide/ingress/annotations.md';

const targetTypes: Readonly<Record<string, Dial['addressing'] | undefined>> = {
  ip: 'pod-ip',
  instance: 'node-port',
};

const targetType = (
  on: 'route-annotation' | 'service-annotation',
): Switch<Dial['addressing']> => ({
  on,
  key: `${prefix}/target-type`,
  effect: value => targetTypes[value],
  source: `${docs} (target-type)`,
});

const backendProtocol = (
  on: 'route-annotation' | 'service-annotation',
): VendorDescription['backend']['switches'][number] => ({
  on,
  key: `${prefix}/backend-protocol`,
  effect: value =>
    value === 'HTTPS' ? { protocol: 'http', tls: 'edge' } : undefined,
  source: `${docs} (backend-protocol)`,
});

export const awsAlb: VendorDescription = {
  id: 'aws-alb',
  title: 'AWS Application Load Balancer',
  placement: 'cloud',
  statusWhenRefused: 502,
  classControllers: ['ingress.k8s.aws/alb'],
  classNames: ['alb'],
  addressing: {
    default: 'node-port',
    source: `${docs} (target-type)`,
    // An annotation on the Service wins over the Ingress' own.
    switches: [
      targetType('service-annotation'),
      targetType('route-annotation'),
    ],
  },
  host: { default: null, source: docs, switches: [] },
  backend: {
    default: { protocol: 'http', tls: 'none' },
    source: `${docs} (backend-protocol)`,
    switches: [
      backendProtocol('service-annotation'),
      backendProtocol('route-annotation'),
    ],
  },
};

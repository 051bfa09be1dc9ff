import { Controller, controllers } from './controllers';
import { gatewayObjects, innerGateway, publicGateway } from './gateways';
import {
  Addresses,
  ingress,
  Json,
  namespace,
  pod,
  service,
} from './kubernetes';

/** All edges of the fleet: controllers, the cloud's classes, and Istio's gateway. */
export function edgeObjects(pods: Addresses, vips: Addresses): readonly Json[] {
  return [
    ...controllers.flatMap(one => controllerObjects(one, pods, vips)),
    ingressClass('alb', 'ingress.k8s.aws/alb'),
    // In front of the inner nginx, as the company before the merger had it.
    ingress(
      {
        namespace: 'edge-nginx-inner',
        name: 'front',
        className: 'alb',
        annotations: { 'alb.ingress.kubernetes.io/target-type': 'instance' },
        host: '*.travel.example',
      },
      'ingress-nginx-inner',
    ),
    ...gatewayObjects(publicGateway, pods, vips),
    ...gatewayObjects(innerGateway, pods, vips),
    ingress(
      {
        namespace: innerGateway.namespace,
        name: 'alb',
        className: 'alb',
        annotations: { 'alb.ingress.kubernetes.io/target-type': 'ip' },
        host: '*.travel.example',
      },
      innerGateway.namespace,
    ),
    ...controlPlanes(new Addresses('10.129', 0)),
  ];
}

/** Without these, the routes of their edges could stand in a database or a file. */
function controlPlanes(addresses: Addresses): readonly Json[] {
  return controllers.flatMap(({ namespace: at, controlPlane }) =>
    controlPlane
      ? [
          pod({
            ...controlPlane,
            name: `${controlPlane.name}-7b5d-0`,
            namespace: at,
            mesh: 'none',
            ip: addresses.take(),
            ports: [],
          }),
        ]
      : [],
  );
}

function controllerObjects(
  one: Controller,
  pods: Addresses,
  vips: Addresses,
): readonly Json[] {
  const { mesh, closed, hostNetwork } = one;
  const place = { namespace: one.namespace, name: one.name };
  const running = [0, 1].map(index => ({
    name: `${one.name}-6f9c-${index}`,
    ip: hostNetwork ? `10.0.0.1${index + 1}` : pods.take(),
    ready: true,
  }));
  return [
    namespace(one.namespace, {
      ...(mesh === 'ambient' && { 'istio.io/dataplane-mode': 'ambient' }),
      // Labelled years ago; the network of the node has kept it out ever since.
      ...(hostNetwork && { 'istio-injection': 'enabled' }),
    }),
    ingressClass(one.className, one.controller),
    ...running.map(({ name, ip }) =>
      pod({
        ...one,
        name,
        ip,
        ...(mesh === 'ambient' && {
          annotations: { 'ambient.istio.io/bypass-inbound-capture': 'true' },
        }),
        ports: [
          { name: 'http', containerPort: 80 },
          { name: 'https', containerPort: 443 },
        ],
      }),
    ),
    ...service(
      {
        ...place,
        clusterIP: vips.take(),
        selector: one.labels,
        type: closed ? 'NodePort' : 'LoadBalancer',
        ...(!closed && {
          loadBalancer: `${one.name}.elb.eu-west-1.amazonaws.com`,
        }),
        ports: [
          {
            name: 'http',
            port: 80,
            targetPort: 80,
            ...(closed && { nodePort: 30180 }),
          },
          {
            name: 'https',
            port: 443,
            targetPort: 443,
            ...(closed && { nodePort: 30443 }),
          },
        ],
      },
      running,
    ),
  ];
}

function ingressClass(name: string, controller: string): Json {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name },
    spec: { controller },
  };
}

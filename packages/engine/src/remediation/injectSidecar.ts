import { redirection } from '../completion/injectPod';
import type { Container, Pod } from '../state/kinds/pod';
import type { Labels } from '../state/read';

const proxy: Container = {
  name: 'istio-proxy',
  image: 'istio/proxyv2',
  command: [],
  args: ['proxy', 'sidecar'],
  ports: [],
  probes: [],
  env: {},
};

/**
 * A pod as Istio's injector would make it (istio manifests/charts/istio-control/istio-discovery/files/
 * injection-template.yaml). `inbound` none: with includeInboundPorts "".
 */
export function withSidecar(pod: Pod, inbound: 'all' | 'none'): Pod {
  const annotations = {
    ...pod.meta.annotations,
    'sidecar.istio.io/status':
      '{"initContainers":["istio-init"],"containers":["istio-proxy"],"revision":"default"}',
    ...(inbound === 'none' && {
      'traffic.sidecar.istio.io/includeInboundPorts': '',
    }),
  };
  return {
    ...pod,
    meta: {
      ...pod.meta,
      // One that the pod's template says stays as it is.
      labels: { 'security.istio.io/tlsMode': 'istio', ...pod.meta.labels },
      annotations,
    },
    containers: [
      ...pod.containers.filter(one => one.name !== proxy.name),
      proxy,
    ],
    initContainers: [
      ...pod.initContainers.filter(one => one.name !== 'istio-init'),
      initContainer(annotations),
    ],
  };
}

function initContainer(annotations: Labels): Container {
  return {
    name: 'istio-init',
    image: 'istio/proxyv2',
    command: [],
    args: redirection(annotations),
    ports: [],
    probes: [],
    env: {},
  };
}

/** A pod as ambient would capture it. */
export function withAmbient(pod: Pod): Pod {
  return {
    ...pod,
    meta: {
      ...pod.meta,
      labels: { ...pod.meta.labels, 'istio.io/dataplane-mode': 'ambient' },
      annotations: {
        ...pod.meta.annotations,
        'ambient.istio.io/redirection': 'enabled',
      },
    },
  };
}

/** A pod as ambient would capture it, inbound traffic left alone. */
export function withAmbientOutbound(pod: Pod): Pod {
  const captured = withAmbient(pod);
  return {
    ...captured,
    meta: {
      ...captured.meta,
      annotations: {
        ...captured.meta.annotations,
        'ambient.istio.io/bypass-inbound-capture': 'true',
      },
    },
  };
}

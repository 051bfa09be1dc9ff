import type { ClusterState } from '../../state/clusterState';
import {
  annotationEvidence,
  evidenceOf,
  objectName,
} from '../../state/evidence';
import { ingressClasses } from '../../state/kinds/ingressClass';
import { kongClassParameters } from '../../state/kinds/kongTcpIngress';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import type { Instance } from '../edges/instances';
import type { HostSent } from '../vendorDescription';

const source =
  'Kong/kubernetes-ingress-controller internal/dataplane/translator/translate_upstreams.go (getIngressClassParametersOrDefault)';

/** The target's own name: of a Service that it dials, "service.namespace.svc". */
export const kongOwnHost: HostSent = {
  of: 'address',
  serviceAs: ({ meta }) => `${meta.name}.${meta.namespace}.svc`,
};

const serviceUpstream = 'ingress.kubernetes.io/service-upstream';

/** What leads to a Service, as far as Kong's settings for its class go. */
interface KongBackend {
  readonly instance?: Instance | undefined;
  readonly service: Service;
  readonly port: ServicePort;
}

/** What the IngressClassParameters of Kong's own class say: they hold for Gateways, too. */
export function kongClassSettings(
  state: ClusterState,
  backend: KongBackend,
): PolicyEffect {
  const { instance } = backend;
  const ingressClass =
    instance && state.get(ingressClasses, '', instance.className);
  const reference = ingressClass?.parameters;
  if (!reference || reference.kind !== 'IngressClassParameters') {
    return headlessDoubt(backend, false);
  }
  const { namespace = '', name } = reference;
  const found = state.get(kongClassParameters, namespace, name);
  if (!found) {
    return {
      caveats: [
        `${objectName(
          ingressClass,
        )} takes settings from IngressClassParameters ${namespace}/${name}, which could not be read.`,
      ],
    };
  }
  // They add to what a Service asks for, and take nothing away.
  if (!found.serviceUpstream) return headlessDoubt(backend, false);
  return {
    ...headlessDoubt(backend, true),
    said: {
      addressing: {
        effect: 'service-vip',
        by: objectName(found),
        evidence: [evidenceOf(found, 'spec.serviceUpstream', true)],
        source,
      },
    },
  };
}

/** Kong dials a Service by its name, and a headless one's name is that of its pods. */
function headlessDoubt(
  { service, port }: KongBackend,
  byClass: boolean,
): PolicyEffect {
  const byName =
    byClass || service.meta.annotations[serviceUpstream] === 'true';
  const headless =
    service.type !== 'ExternalName' && service.clusterIps.length === 0;
  if (!byName || !headless || port.targetPort === port.port) return {};
  return {
    unknown: true,
    caveats: [
      `Kong dials the pods that the name of ${objectName(
        service,
      )} stands for at port ${port.port}, which is not their port ${
        port.targetPort
      }: nothing may listen there.`,
    ],
  };
}

/** The same; and a route of gRPC does not keep the client's Host unless it is told to. */
export function kongGatewayPolicies(
  state: ClusterState,
  backend: GatewayBackend,
): PolicyEffect {
  const settings = kongClassSettings(state, backend);
  const { route, service } = backend;
  const preserve = route.meta.annotations['konghq.com/preserve-host'];
  if (route.kind !== 'GRPCRoute' || preserve?.toLowerCase() === 'true') {
    return settings;
  }
  const effect =
    service.meta.annotations['konghq.com/host-header'] ?? kongOwnHost;
  const evidence = [annotationEvidence(route, 'konghq.com/preserve-host')];
  return {
    ...settings,
    said: {
      ...settings.said,
      host: {
        effect,
        evidence,
        source:
          'Kong/kubernetes-ingress-controller internal/dataplane/translator/subtranslator/grpcroute.go',
      },
    },
  };
}

import type { ClusterState } from '../../state/clusterState';
import { annotationEvidence, objectName } from '../../state/evidence';
import type { Gateway } from '../../state/kinds/gateway';
import type { Service, ServicePort } from '../../state/kinds/service';
import type { GatewayBackend, PolicyEffect } from '../dial/gatewayApiDial';
import type { ServedRule } from '../dial/ingressDial';

const source = 'ngrok/ngrok-operator pkg/managerdriver/translate_gatewayapi.go';

/** The prefix of now, which counts where both are there, and that of before. */
export const ngrokPrefixes = ['ngrok.com', 'k8s.ngrok.com'];

const policyText =
  'names a traffic policy, which is not read: it can change the Host';

/** Annotations by which an Ingress, a Gateway or a Service is given a traffic policy. */
export const ngrokPolicyAnnotations = ngrokPrefixes.map(prefix => ({
  annotation: `${prefix}/traffic-policy`,
  text: policyText,
}));

/**
 * An Ingress without rules, or with one for no host, is none of its (internal/store/store.go,
 * shouldHandleIngressIsValid). Endpoints that it made of it before stay until it comes to another
 * object (internal/controller/ingress/ingress_controller.go, Reconcile).
 */
export function ngrokIngress(
  _: ClusterState,
  { ingress: { rules } }: Pick<ServedRule, 'ingress'>,
): PolicyEffect {
  const ofRules = rules.filter(({ field }) => field !== 'spec.defaultBackend');
  if (ofRules.length === 0) {
    return {
      drops: 'it has no rule for a host, and ngrok takes no such one',
      keepsFormer: true,
    };
  }
  const hostless = ofRules.find(({ host }) => host === null);
  return hostless
    ? {
        drops: `${hostless.field} is for no host, and ngrok refuses the whole of such an Ingress`,
        keepsFormer: true,
      }
    : {};
}

/** What becomes of a backend at a Gateway of ngrok's. */
export function ngrokGateway(
  _: ClusterState,
  one: GatewayBackend,
): PolicyEffect {
  const why = refusal(one);
  if (why !== undefined) return { drops: why };
  const { said } = streamed(one);
  return { ...(said && { said }), caveats: policyCaveats(one.gateway) };
}

function refusal(one: GatewayBackend): string | undefined {
  const { rule, backend, gateway, parent, route } = one;
  const { name, hostname, protocol, tls } = parent.listener;
  const isNamed = gateway.addresses.some(({ type }) => type === 'Hostname');
  if (rule.mirrors.includes(backend)) {
    return 'it is for copies of requests, which ngrok does not send';
  }
  // An endpoint needs a name (matchGatewayListenersToXRoute).
  if (!isNamed && (hostname === undefined || hostname === '')) {
    return `listener ${name} of ${objectName(
      gateway,
    )} has no hostname, the Gateway no address of type Hostname, and ngrok passes such a listener over`;
  }
  if (route.kind !== 'HTTPRoute') return undefined;
  return protocol === 'HTTPS' && tls?.mode === 'Passthrough'
    ? `listener ${name} of ${objectName(
        gateway,
      )} passes TLS through, which ngrok does not do for HTTP`
    : undefined;
}

/** Its agents start TLS for a TLSRoute, unless the Service says otherwise (tcpBackendToIR). */
function streamed({
  route,
  service,
  port,
}: GatewayBackend): Pick<PolicyEffect, 'said'> {
  if (route.kind !== 'TLSRoute' && route.kind !== 'TCPRoute') return {};
  const asked = appProtocol(service, port);
  const scheme = asked?.scheme ?? route.kind.slice(0, 3);
  if (scheme !== 'TLS' && scheme !== 'HTTPS') return {};
  return {
    said: {
      backend: {
        effect: { protocol: 'tcp', tls: 'edge' },
        by: asked?.key ?? route.kind,
        evidence: asked ? [annotationEvidence(service, asked.key)] : [],
        source,
      },
    },
  };
}

function policyCaveats(gateway: Gateway): readonly string[] {
  return ngrokPolicyAnnotations
    .filter(({ annotation }) => gateway.meta.annotations[annotation])
    .map(
      ({ annotation, text }) =>
        `Annotation ${annotation} of ${objectName(gateway)} ${text}.`,
    );
}

interface AppProtocol {
  readonly key: string;
  readonly scheme: string;
}

function appProtocol(
  service: Service,
  { name }: ServicePort,
): AppProtocol | undefined {
  const key = appProtocolsKey(service);
  const scheme = key && schemeOfPort(service.meta.annotations[key], name);
  return key && scheme ? { key, scheme } : undefined;
}

/** Where both annotations are there, that of the older prefix is not looked at. */
export function appProtocolsKey({ meta }: Service): string | undefined {
  return ngrokPrefixes
    .map(prefix => `${prefix}/app-protocols`)
    .find(one => one in meta.annotations);
}

const schemes: readonly string[] = ['HTTP', 'HTTPS', 'TCP', 'TLS'];

/** The annotation holds JSON from port name to protocol; what it cannot read counts for nothing. */
export function schemeOfPort(
  value: string,
  name: string | undefined,
): string | undefined {
  try {
    const parsed: unknown = JSON.parse(value);
    const found =
      typeof parsed === 'object' && parsed !== null && name !== undefined
        ? Object.entries(parsed).find(([port]) => port === name)?.[1]
        : undefined;
    const scheme = typeof found === 'string' ? found.toUpperCase() : '';
    return schemes.includes(scheme) ? scheme : undefined;
  } catch {
    return undefined;
  }
}

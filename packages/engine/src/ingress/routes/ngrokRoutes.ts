import { evidenceOf, objectName } from '../../state/evidence';
import type { KindDefinition } from '../../state/kindDefinition';
import {
  NgrokAgentEndpoint,
  ngrokAgentEndpoints,
  olderNgrokAgentEndpoints,
} from '../../state/kinds/ngrokAgentEndpoint';
import type { Service, ServicePort } from '../../state/kinds/service';
import { ownRouteReader } from './ownRoutes';
import { servicePort } from '../dial/servicePort';
import type { RouteReader } from './routeReader';
import { parseServiceUrl, ServiceUrl, spokenTo } from './serviceUrl';
import type { ServedBackend } from '../dial/settledDial';
import type { BackendProtocol } from '../vendorDescription';
import { ngrok } from '../vendors/ngrok';

const source = 'ngrok.com/docs/k8s/crds/agentendpoint';

// ngrok/ngrok-operator internal/util/endpoints.go (ParseAndSanitizeEndpointURL): others are refused.
const schemes: readonly string[] = ['http', 'https', 'tcp', 'tls'];

/** AgentEndpoints, but those that the operator makes of an Ingress, a Gateway or a Service. */
export const ngrokRoutes: readonly RouteReader[] = [
  endpointRoutes(ngrokAgentEndpoints),
  endpointRoutes(olderNgrokAgentEndpoints),
];

function endpointRoutes(kind: KindDefinition<NgrokAgentEndpoint>): RouteReader {
  return ownRouteReader({
    vendor: ngrok,
    kind,
    backendsOf: endpoint => {
      const target = targetOf(endpoint);
      return target && !isGenerated(endpoint) ? [target.key] : [];
    },
    rulesTo: (_, endpoint, service) => {
      const target = targetOf(endpoint);
      const port = target && servicePort(service, target.port);
      if (!target || !port) return [];
      const url = endpoint.url ?? '';
      return [
        {
          host: url.replace(/^[a-z]+:\/\/|[:/].*$/g, '') || null,
          path: null,
          port,
          // A URL without a scheme is one of https.
          clientTls: !/^(http|tcp):/.test(url),
          ...((target.scheme === 'tcp' || passesTls(endpoint)) && {
            carriesConnections: true,
          }),
          evidence: [
            evidenceOf(endpoint, 'spec.upstream.url', endpoint.upstream),
          ],
          said: saidOf(endpoint, target, service, port),
          caveats: caveatsOf(endpoint),
        },
      ];
    },
  });
}

function targetOf(endpoint: NgrokAgentEndpoint): ServiceUrl | undefined {
  const found = parseServiceUrl(endpoint.upstream, endpoint.meta.namespace);
  return found && schemes.includes(found.scheme) ? found : undefined;
}

function isGenerated({ meta }: NgrokAgentEndpoint): boolean {
  return Object.keys(meta.labels).some(label =>
    /^(k8s\.)?ngrok\.com\/controller-name$/.test(label),
  );
}

/** TLS of clients goes on as it is, unless a policy or the agent ends it (ngrok.com/docs/gateway/tls-termination). */
function passesTls({ url, hasPolicy, endsTls }: NgrokAgentEndpoint): boolean {
  return url !== null && url.startsWith('tls://') && !hasPolicy && !endsTls;
}

function saidOf(
  endpoint: NgrokAgentEndpoint,
  target: ServiceUrl,
  service: Service,
  port: ServicePort,
): NonNullable<ServedBackend['said']> {
  const by = 'spec.upstream.url';
  const evidence = [evidenceOf(endpoint, by, endpoint.upstream)];
  return {
    addressing: { effect: 'service-vip', by, evidence, source },
    sni: target.host,
    backend: {
      effect: speechOf(endpoint, target, service, port),
      by,
      evidence,
      source,
    },
  };
}

function speechOf(
  endpoint: NgrokAgentEndpoint,
  target: ServiceUrl,
  service: Service,
  port: ServicePort,
): BackendProtocol {
  const spoken = spokenTo(target, service, port);
  if (spoken.tls !== 'edge' && passesTls(endpoint)) {
    return { protocol: 'tcp', tls: 'client' };
  }
  return endpoint.http2 && spoken.protocol === 'http'
    ? { ...spoken, protocol: 'http2' }
    : spoken;
}

function caveatsOf(endpoint: NgrokAgentEndpoint): readonly string[] {
  if (!endpoint.hasPolicy) return [];
  return [
    `${objectName(
      endpoint,
    )} has a traffic policy, which is not read: it can change the Host.`,
  ];
}

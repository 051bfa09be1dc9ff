import { evidenceOf, objectName } from '../../state/evidence';
import {
  NgrokAgentEndpoint,
  ngrokAgentEndpoints,
} from '../../state/kinds/ngrokAgentEndpoint';
import type { Service, ServicePort } from '../../state/kinds/service';
import { ownRouteReader } from './ownRoutes';
import { servicePort } from '../dial/servicePort';
import { parseServiceUrl, ServiceUrl, spokenTo } from './serviceUrl';
import type { ServedBackend } from '../dial/settledDial';
import { ngrok } from '../vendors/ngrok';

const source = 'ngrok.com/docs/k8s/crds/agentendpoint';

/** AgentEndpoints, but those that the operator makes of an Ingress, a Gateway or a Service. */
export const ngrokRoutes = ownRouteReader({
  vendor: ngrok,
  kind: ngrokAgentEndpoints,
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
        ...(target.scheme === 'tcp' && { carriesConnections: true }),
        evidence: [
          evidenceOf(endpoint, 'spec.upstream.url', endpoint.upstream),
        ],
        said: saidOf(endpoint, target, service, port),
        caveats: caveatsOf(endpoint),
      },
    ];
  },
});

function targetOf(endpoint: NgrokAgentEndpoint): ServiceUrl | undefined {
  return parseServiceUrl(endpoint.upstream, endpoint.meta.namespace);
}

function isGenerated({ meta }: NgrokAgentEndpoint): boolean {
  return Object.keys(meta.labels).some(label =>
    /^(k8s\.)?ngrok\.com\/controller-name$/.test(label),
  );
}

function saidOf(
  endpoint: NgrokAgentEndpoint,
  target: ServiceUrl,
  service: Service,
  port: ServicePort,
): NonNullable<ServedBackend['said']> {
  const by = 'spec.upstream.url';
  const evidence = [evidenceOf(endpoint, by, endpoint.upstream)];
  const spoken = spokenTo(target, service, port);
  return {
    addressing: { effect: 'service-vip', by, evidence, source },
    sni: target.host,
    backend: {
      effect:
        endpoint.http2 && spoken.protocol === 'http'
          ? { ...spoken, protocol: 'http2' }
          : spoken,
      by,
      evidence,
      source,
    },
  };
}

function caveatsOf(endpoint: NgrokAgentEndpoint): readonly string[] {
  if (!endpoint.hasPolicy) return [];
  return [
    `${objectName(
      endpoint,
    )} has a traffic policy, which is not read: it can change the Host.`,
  ];
}

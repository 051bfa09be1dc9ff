import { annotationEvidence, evidenceOf } from '../../state/evidence';
import {
  KongTcpIngress,
  kongTcpIngresses,
} from '../../state/kinds/kongTcpIngress';
import type { Service, ServicePort } from '../../state/kinds/service';
import { carriedProtocol } from '../dial/carriedProtocol';
import { ownRouteReader } from './ownRoutes';
import { kongClassSettings } from '../policies/kong';
import { kongPluginEffect } from '../policies/kongPlugins';
import { servicePort } from '../dial/servicePort';
import type { ServedBackend } from '../dial/settledDial';
import { kong } from '../vendors/kong';

/** TCPIngresses of Kong; each names its class by annotation. */
export const kongTcpRoutes = ownRouteReader({
  vendor: kong,
  kind: kongTcpIngresses,
  backendsOf: ({ meta, rules }) =>
    rules.map(({ service }) => `${meta.namespace}/${service}`),
  serves: ({ meta }, instance) =>
    meta.annotations['kubernetes.io/ingress.class'] === instance.className,
  rulesTo: (state, ingress, service, instance) =>
    ingress.rules
      .filter(rule => rule.service === service.meta.name)
      .flatMap(rule => {
        const port = servicePort(service, rule.port);
        if (!port) return [];
        const settings = kongClassSettings(state, { instance, service, port });
        // Of a connection no plugin can change the Host, but where it goes.
        const plugins = kongPluginEffect(state, [ingress, service], instance);
        return [
          {
            host: rule.host,
            path: null,
            port,
            clientTls: endsTls(ingress),
            carriesConnections: !endsTls(ingress),
            evidence: [
              evidenceOf(
                ingress,
                `${rule.field}.backend.serviceName`,
                rule.service,
              ),
            ],
            ...settings,
            caveats: [...(settings.caveats ?? []), ...plugins.caveats],
            said: {
              ...settings.said,
              backend: backendOf(ingress, service, port),
            },
          },
        ];
      }),
});

const ofRoute = 'konghq.com/protocols';
const ofService = 'konghq.com/protocol';

function endsTls({ meta, hasTls }: KongTcpIngress): boolean {
  return hasTls && meta.annotations[ofRoute] !== 'tls_passthrough';
}

function backendOf(
  ingress: KongTcpIngress,
  service: Service,
  port: ServicePort,
): NonNullable<NonNullable<ServedBackend['said']>['backend']> {
  const carried = carriedProtocol(service, port);
  const starts = service.meta.annotations[ofService] === 'tls';
  return {
    effect: starts ? { ...carried, tls: 'edge' } : carried,
    evidence: [
      annotationEvidence(ingress, ofRoute),
      annotationEvidence(service, ofService),
    ],
    source:
      'Kong/kubernetes-ingress-controller internal/dataplane/translator/translate_kong_l4.go',
  };
}

import { evidenceOf } from '../../state/evidence';
import { netscalerHttpRoutes } from '../../state/kinds/netscalerHttpRoute';
import { eachHost, ownRouteReader } from './ownRoutes';
import { servicePort } from '../dial/servicePort';
import { netscaler } from '../vendors/netscaler';

const source =
  'docs.citrix.com/en-us/citrix-k8s-ingress-controller/crds/httproute';

/** Content routing of NetScaler: its own HTTPRoute, which its Listeners name. */
export const netscalerRoutes = ownRouteReader({
  vendor: netscaler,
  kind: netscalerHttpRoutes,
  backendsOf: ({ meta, rules }) =>
    rules.map(({ service }) => `${meta.namespace}/${service}`),
  rulesTo: (_, route, service) =>
    route.rules
      .filter(rule => rule.service === service.meta.name)
      .flatMap(({ path, tls, field, ...rule }) => {
        const port = servicePort(service, rule.port);
        if (!port) return [];
        const backend = `${field}.action.backend.kube`;
        return eachHost(route.hosts).map(host => ({
          host,
          path,
          port,
          // Whether TLS ends here is its Listener's to say, which is not read.
          clientTls: false,
          evidence: [evidenceOf(route, `${backend}.service`, rule.service)],
          said: {
            backend: {
              effect: { protocol: 'http', tls: tls ? 'edge' : 'none' },
              evidence: [
                evidenceOf(
                  route,
                  `${backend}.backendConfig.secureBackend`,
                  tls,
                ),
              ],
              source,
            },
          },
        }));
      }),
});

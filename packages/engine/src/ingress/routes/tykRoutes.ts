import { evidenceOf, objectName } from '../../state/evidence';
import {
  TykApiDefinition,
  tykApiDefinitions,
} from '../../state/kinds/tykApiDefinition';
import type { Service, ServicePort } from '../../state/kinds/service';
import { ownRouteReader } from './ownRoutes';
import { servicePort } from '../dial/servicePort';
import type { ServedBackend } from '../dial/settledDial';
import { parseServiceUrl, ServiceUrl, spokenTo } from './serviceUrl';
import { tyk } from '../vendors/tyk';

const source =
  'TykTechnologies/tyk-operator api/v1alpha1/apidefinition_types.go';

/** ApiDefinitions that point at a Service, but those that the operator makes of an Ingress. */
export const tykRoutes = ownRouteReader({
  vendor: tyk,
  kind: tykApiDefinitions,
  backendsOf: definition =>
    definition.active && definition.meta.owner?.kind !== 'Ingress'
      ? targetsOf(definition).map(({ target }) => target.key)
      : [],
  rulesTo: (_, definition, service) =>
    targetsOf(definition)
      .filter(
        ({ target }) =>
          target.key === `${service.meta.namespace}/${service.meta.name}`,
      )
      .flatMap(({ url, target }) => {
        const port = servicePort(service, target.port);
        if (!port) return [];
        return [
          {
            host: definition.host,
            path: definition.path,
            port,
            clientTls: false,
            evidence: [evidenceOf(definition, 'spec.proxy.target_url', url)],
            said: saidOf(definition, url, target, service, port),
            caveats: caveatsOf(definition),
          },
        ];
      }),
});

function targetsOf(
  definition: TykApiDefinition,
): readonly { readonly url: string; readonly target: ServiceUrl }[] {
  return definition.targets.flatMap(url => {
    const target = parseServiceUrl(url, definition.meta.namespace);
    return target ? [{ url, target }] : [];
  });
}

function saidOf(
  definition: TykApiDefinition,
  url: string,
  target: ServiceUrl,
  service: Service,
  port: ServicePort,
): NonNullable<ServedBackend['said']> {
  const { preserveHost } = definition;
  const by = 'spec.proxy.target_url';
  const evidence = [evidenceOf(definition, by, url)];
  return {
    addressing: { effect: 'service-vip', by, evidence, source },
    host: {
      effect: preserveHost ? null : target.host,
      by: 'spec.proxy.preserve_host_header',
      evidence: [
        evidenceOf(definition, 'spec.proxy.preserve_host_header', preserveHost),
      ],
      source,
    },
    sni: target.host,
    backend: {
      effect: spokenTo(target, service, port),
      by,
      evidence,
      source,
    },
  };
}

function caveatsOf(definition: TykApiDefinition): readonly string[] {
  if (!definition.discovers) return [];
  return [
    `${objectName(
      definition,
    )} finds its targets by service discovery, which is not read.`,
  ];
}

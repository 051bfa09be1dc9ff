// Services that Contour has Envoy ask about requests: projectcontour/contour internal/dag/extension_processor.go.
import type { AskedFor, Evidence } from '../../posture/servicePosture';
import type { ClusterState } from '../../state/clusterState';
import { evidenceOf } from '../../state/evidence';
import {
  ContourExtensionService,
  contourExtensionServices,
  ExtensionRef,
  httpProxies,
  HttpProxy,
} from '../../state/kinds/contour';
import { Service, services } from '../../state/kinds/service';
import type { KubeObject } from '../../state/meta';
import { indexBy } from '../../state/objectIndex';
import { flag, text } from '../../state/read';
import { servicePort } from '../dial/servicePort';
import { ContourConfig, contourConfigOf } from '../edges/contourConfig';
import type { Route } from '../edges/edge';
import { Instance, installationsOf } from '../edges/instances';
import { watches } from '../edges/watchedNamespaces';
import { rootsOf, whyNoRoot } from '../routes/contourVirtualHosts';
import type { RouteReader } from '../routes/routeReader';
import { contour, contourProtocols } from '../vendors/contour';
import { AskedAbout, askedRoute, edgeOfInstance } from './askedRoute';

const source =
  'projectcontour/contour internal/dag/extension_processor.go (buildExtensionService)';

const byService = indexBy(contourExtensionServices, one =>
  one.services.map(({ name }) => `${one.meta.namespace}/${name}`),
);

const byAuthorization = indexBy(httpProxies, ({ meta, virtualHost }) => {
  const { name, namespace = meta.namespace } =
    virtualHost?.authorization?.extension ?? {};
  return name === undefined ? [] : [`${namespace}/${name}`];
});

/** ExtensionServices that a virtual host, or the configuration of an installation, names. */
export const contourExtensions: RouteReader = {
  routesTo: (state, service) =>
    state
      .lookup(byService, `${service.meta.namespace}/${service.meta.name}`)
      .flatMap(extension =>
        installationsOf(state, contour)
          .filter(one => watches(state, one, extension, 'own kinds'))
          .flatMap(one => routesAt(state, extension, service, one)),
      ),
};

/** Who goes by an ExtensionService, and where that is said. */
interface User {
  readonly purpose: AskedFor;
  readonly about: AskedAbout;
  readonly by: KubeObject;
  readonly evidence: readonly Evidence[];
  readonly overHttp?: boolean;
  readonly failsOpen?: boolean;
}

function routesAt(
  state: ClusterState,
  extension: ContourExtensionService,
  service: Service,
  instance: Instance,
): readonly Route[] {
  if (!isResolved(state, extension)) return [];
  const ports = extension.services
    .filter(({ name }) => name === service.meta.name)
    .flatMap(({ port }) => servicePort(service, port) ?? []);
  const users = [
    ...virtualHosts(state, extension, instance),
    ...configured(state, extension, instance),
  ];
  return users.flatMap(user =>
    ports.flatMap(port => {
      const { protocol = 'h2', subjectName = '' } = extension;
      const evidence = [
        ...user.evidence,
        evidenceOf(extension, 'spec.services[].name', service.meta.name),
        evidenceOf(extension, 'spec.protocol', extension.protocol),
      ];
      const read = { by: `protocol ${protocol}`, evidence, source };
      return askedRoute(state, {
        purpose: user.purpose,
        failsOpen: user.failsOpen,
        edge: edgeOfInstance(instance),
        instance,
        about: user.about,
        service,
        port,
        named: { by: user.by, evidence },
        said: {
          addressing: { effect: 'pod-ip', evidence, source },
          host: { effect: authority(extension, user), ...read },
          backend: {
            effect: contourProtocols[protocol] ?? {
              protocol: 'http',
              tls: 'none',
            },
            ...read,
          },
          sni: subjectName,
        },
        source,
      });
    }),
  );
}

/** One Service that is not there, or is another's name, undoes it. */
function isResolved(
  state: ClusterState,
  { meta, services: all }: ContourExtensionService,
): boolean {
  return all.every(({ name, port }) => {
    const found = state.get(services, meta.namespace, name);
    return (
      found !== undefined &&
      found.type !== 'ExternalName' &&
      servicePort(found, port) !== undefined
    );
  });
}

/** Envoy's authority of gRPC services is made of the name of their cluster (internal/envoy/v3/listener.go). */
function authority(
  { meta, subjectName }: ContourExtensionService,
  { overHttp }: User,
): string | null {
  if (overHttp) return null;
  return subjectName ?? `extension.${meta.namespace}.${meta.name}`;
}

function virtualHosts(
  state: ClusterState,
  { meta }: ContourExtensionService,
  instance: Instance,
): readonly User[] {
  return state
    .lookup(byAuthorization, `${meta.namespace}/${meta.name}`)
    .filter(
      proxy =>
        watches(state, instance, proxy, 'own kinds') &&
        rootsOf(state, proxy, instance).includes(proxy) &&
        whyNoRoot(state, proxy, instance) === undefined &&
        // Contour refuses it where TLS does not end there.
        proxy.virtualHost?.tls === 'ends',
    )
    .map(proxy => ({
      purpose: 'external authorization',
      about: aboutHost(proxy),
      by: proxy,
      evidence: [
        evidenceOf(
          proxy,
          'spec.virtualhost.authorization.extensionRef.name',
          meta.name,
        ),
      ],
      overHttp: proxy.virtualHost?.authorization?.overHttp,
      failsOpen: proxy.virtualHost?.authorization?.failsOpen,
    }));
}

function aboutHost(proxy: HttpProxy): AskedAbout {
  const host = proxy.virtualHost?.fqdn ?? null;
  return { object: proxy, host, path: null, clientTls: true };
}

/** What an installation asks for all: of its ContourConfiguration, or of the file in its ConfigMap. */
interface Settings {
  readonly holder: KubeObject;
  readonly authorization?: ExtensionRef & {
    readonly overHttp: boolean;
    readonly failsOpen: boolean;
  };
  readonly rateLimits?: ExtensionRef;
  readonly rateLimitsFailOpen?: boolean;
}

function configured(
  state: ClusterState,
  { meta }: ContourExtensionService,
  instance: Instance,
): readonly User[] {
  const settings = settingsOf(state, instance);
  if (!settings) return [];
  const { holder, authorization, rateLimits } = settings;
  const is = (ref: ExtensionRef | undefined) =>
    ref?.name === meta.name &&
    (ref.namespace ?? holder.meta.namespace) === meta.namespace;
  const user = {
    about: { object: holder, host: null, path: null, clientTls: false },
    by: holder,
  };
  const said = (field: string) => [evidenceOf(holder, field, meta.name)];
  return [
    ...(is(authorization)
      ? [
          {
            ...user,
            purpose: 'external authorization' as const,
            evidence: said('globalExtAuth'),
            overHttp: authorization?.overHttp,
            failsOpen: authorization?.failsOpen,
          },
        ]
      : []),
    ...(is(rateLimits) && limitsAnything(state)
      ? [
          {
            ...user,
            purpose: 'rate limiting' as const,
            evidence: said('rateLimitService'),
            failsOpen: settings.rateLimitsFailOpen,
          },
        ]
      : []),
  ];
}

/** Without a policy nothing is said of a request that could be counted. */
function limitsAnything(state: ClusterState): boolean {
  return state.list(httpProxies).some(({ limitsGlobally }) => limitsGlobally);
}

function settingsOf(
  state: ClusterState,
  instance: Instance,
): Settings | undefined {
  const config = contourConfigOf(state, instance);
  if (config?.from === 'file') return fileSettings(config);
  if (!config) return undefined;
  const { holder } = config;
  const { authorization, rateLimits } = holder;
  return {
    holder,
    ...(authorization?.extension && {
      authorization: {
        ...authorization.extension,
        overHttp: authorization.overHttp,
        failsOpen: authorization.failsOpen,
      },
    }),
    ...(rateLimits && { rateLimits }),
    rateLimitsFailOpen: holder.rateLimitsFailOpen,
  };
}

function fileSettings({
  holder,
  file,
}: Extract<ContourConfig, { from: 'file' }>): Settings {
  const refTo = (key: string): ExtensionRef | undefined => {
    const [of, name] = (text(file, key, 'extensionService') ?? '').split('/');
    return name ? { namespace: of, name } : undefined;
  };
  const authorization = refTo('globalExtAuth');
  const rateLimits = refTo('rateLimitService');
  const overHttp = text(file, 'globalExtAuth', 'serviceAPIType') === 'http';
  return {
    holder,
    ...(authorization && {
      authorization: {
        ...authorization,
        overHttp,
        failsOpen: flag(file, 'globalExtAuth', 'failOpen') ?? false,
      },
    }),
    ...(rateLimits && { rateLimits }),
    rateLimitsFailOpen: flag(file, 'rateLimitService', 'failOpen'),
  };
}

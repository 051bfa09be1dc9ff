import { deriveFromAny } from '../state/derived';
import type { ClusterState } from '../state/clusterState';
import { configMaps } from '../state/kinds/configMap';
import { Pod, pods } from '../state/kinds/pod';
import { indexBy } from '../state/objectIndex';
import {
  airlockSidecarGateways,
  tykOasApiDefinitions,
} from '../state/kinds/unreadRoutes';
import { chosenByRequestsSentences } from './chosenByRequests';
import { tunnelConfig } from './routes/cloudflaredConfig';
import {
  hasTunnelUrl,
  isConfiguredBy,
  isRunByToken,
} from './routes/cloudflaredFlags';
import { tunnelConfigMaps } from './routes/cloudflaredRoutes';
import { isFlagSet, variableOf } from './edges/flagOf';
import { hasRepository } from './edges/hasRepository';
import { installationsOf } from './edges/instances';
import { apisix } from './vendors/apisix';
import { isControlled } from './vendors/cloudflareTunnel';
import { kong } from './vendors/kong';
import { skipper } from './vendors/skipper';
import { traefik } from './vendors/traefik';
import { tyk } from './vendors/tyk';
import {
  tcpConfigMapOf,
  tcpServiceConfigMaps,
  tcpServices,
} from './routes/tcpServices';

/** An ingress controller that is recognised, while its routes are not read. */
interface UnreadVendor {
  readonly title: string;
  /** Image repositories; the last part of the path is enough for those that many mirror. */
  readonly images: readonly string[];
  /** Its route objects, as people call them. */
  readonly routes: string;
  /** Where the routes of some of its pods are read. */
  readonly isRead?: (state: ClusterState, pod: Pod) => boolean;
}

/** Rules from a ConfigMap here, or from Ingresses by the community's controller. */
function isTunnelRead(state: ClusterState, pod: Pod): boolean {
  return (
    isControlled(pod) ||
    hasTunnelUrl(pod) ||
    // Rules that Cloudflare has count before those of a file.
    (!isRunByToken(pod) && hasConfigMap(state, pod))
  );
}

function hasConfigMap(state: ClusterState, pod: Pod): boolean {
  return (pod.configMaps ?? []).some(name => {
    const configMap = state.get(configMaps, pod.meta.namespace, name);
    return (
      configMap !== undefined &&
      tunnelConfig(configMap) !== undefined &&
      isConfiguredBy(pod, configMap)
    );
  });
}

/** Ports of whole connections stand in a ConfigMap that a flag names: it is read by a few names alone. */
function withTcpServices({ vendor, flag }: (typeof tcpServices)[number]) {
  return {
    title: vendor.title,
    images: vendor.pods?.images ?? [],
    routes: `the TCP services of the ConfigMap that ${flag} names`,
    isRead: (state: ClusterState, pod: Pod) => {
      const [namespace = '', name] =
        tcpConfigMapOf(pod, { flag })?.split('/') ?? [];
      if (name === undefined) return true;
      return (
        tcpServiceConfigMaps.includes(name) ||
        state.get(configMaps, namespace, name) !== undefined
      );
    },
  };
}

/** Routes of files and stores that flags name: traefik/traefik pkg/config/static/static_config.go (Providers), zalando/skipper config/config.go (routes-file). */
const withFiles: readonly UnreadVendor[] = [
  { vendor: skipper, flags: ['-routes-file'] },
  {
    vendor: traefik,
    flags: [
      'file.filename',
      'file.directory',
      'http',
      'consul',
      'consulcatalog',
      'etcd',
      'redis',
      'zookeeper',
    ].map(name => `--providers.${name}`),
  },
].map(({ vendor, flags }) => ({
  title: vendor.title,
  images: vendor.pods?.images ?? [],
  routes: `those of the files or stores that flags name (${flags.join(', ')})`,
  isRead: (_, pod) => !flags.some(flag => isFlagSet(pod, flag)),
}));

/** Gateways that can have their routes without Kubernetes: from an Admin API, a database, a file. */
const withoutController: readonly UnreadVendor[] = [kong, apisix].map(
  vendor => ({
    title: vendor.title,
    images: vendor.pods?.images ?? [],
    routes: 'those of a gateway without an ingress controller',
    isRead: (state: ClusterState, pod: Pod) =>
      installationsOf(state, vendor).every(
        ({ pods: own, controlPlane }) =>
          !own.includes(pod) || controlPlane.length > 0,
      ),
  }),
);

/** What leads a proxy's clients on (tailscale/tailscale cmd/containerboot/settings.go); extra arguments can advertise routes. */
const tailscaleSettings = [
  'TS_DEST_IP',
  'TS_EXPERIMENTAL_DEST_DNS_NAME',
  'TS_EXTRA_ARGS',
  'TS_ROUTES',
  'TS_SERVE_CONFIG',
];

/** Proxies that the operator makes for Ingresses and Services have their rules from these; a Connector advertises networks. */
function isProxyRead(pod: Pod): boolean {
  const { labels } = pod.meta;
  if (labels['tailscale.com/managed'] === 'true') {
    return labels['tailscale.com/parent-resource-type'] !== 'connector';
  }
  return tailscaleSettings.every(name => variableOf(pod, name) === undefined);
}

const unreadVendors: readonly UnreadVendor[] = [
  {
    title: 'Cloudflare Tunnel',
    images: ['cloudflare/cloudflared'],
    routes: `kept at Cloudflare, or in a ConfigMap that is called neither ${tunnelConfigMaps.join(
      ' nor ',
    )}`,
    isRead: isTunnelRead,
  },
  ...tcpServices.map(withTcpServices),
  ...withFiles,
  ...withoutController,
  {
    title: 'Tailscale',
    images: ['tailscale/tailscale'],
    routes:
      'the networks that a Connector or a proxy of another maker advertises, and what such a proxy forwards to',
    isRead: (_, pod) => isProxyRead(pod),
  },
  {
    title: 'An ngrok agent',
    // The operator's agents are another image.
    images: ['ngrok/ngrok'],
    routes: 'its own arguments, or a file',
  },
  {
    title: 'Tyk',
    images: [...(tyk.pods?.images ?? []), 'tykio/tyk-operator'],
    routes: 'TykOasApiDefinition',
    isRead: state => state.list(tykOasApiDefinitions).length === 0,
  },
  {
    title: 'Airlock Microgateway',
    images: ['airlock/microgateway-operator'],
    routes: 'SidecarGateway',
    isRead: state => state.list(airlockSidecarGateways).length === 0,
  },
  {
    title: 'The xDS adaptor of NetScaler',
    images: ['citrix/citrix-xds-adaptor', 'netscaler/netscaler-xds-adaptor'],
    routes: "Istio's Gateways, which it takes for its own",
  },
];

// Few pods are any of these: they are picked out as they come.
const unreadPods = indexBy(pods, pod =>
  unreadVendors.some(vendor => runs(pod, vendor)) ? ['any'] : [],
);

/**
 * One sentence for each ingress controller that runs here and whose routes are not read: a path
 * through it would be missing from every verdict. So it is where requests say themselves where they go.
 */
export const unreadVendorSentences = deriveFromAny(
  (state): readonly string[] => [
    ...unreadVendors.flatMap(vendor => {
      const pod = state
        .lookup(unreadPods, 'any')
        .find(one => runs(one, vendor) && !vendor.isRead?.(state, one));
      if (!pod) return [];
      return [
        `${vendor.title} runs in namespace ${pod.meta.namespace}, and its routes (${vendor.routes}) are not read: a path through it would be missing here.`,
      ];
    }),
    ...chosenByRequestsSentences(state),
  ],
);

function runs(pod: Pod, { images }: UnreadVendor): boolean {
  return pod.containers.some(({ image }) =>
    images.some(one => hasRepository(image, one)),
  );
}

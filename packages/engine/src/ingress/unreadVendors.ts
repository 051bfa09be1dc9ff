import { bucket, derive } from '../state/derived';
import { Pod, pods } from '../state/kinds/pod';
import { indexBy } from '../state/objectIndex';
import { hasRepository } from './hasRepository';

/** An ingress controller that is recognised, while its routes are not read. */
interface UnreadVendor {
  readonly title: string;
  /** Image repositories; the last part of the path is enough for those that many mirror. */
  readonly images: readonly string[];
  /** Its route objects, as people call them. */
  readonly routes: string;
}

const unreadVendors: readonly UnreadVendor[] = [
  {
    title: 'NGINX Gateway Fabric',
    images: ['nginx/nginx-gateway-fabric'],
    routes: 'HTTPRoute',
  },
  {
    title: 'Envoy Gateway',
    images: ['envoyproxy/gateway'],
    routes: 'HTTPRoute',
  },
  {
    title: 'Gloo',
    images: ['solo-io/gloo-envoy-wrapper'],
    routes: 'VirtualService of gateway.solo.io',
  },
  {
    title: 'kgateway',
    images: ['kgateway-dev/envoy-wrapper', 'kgateway-dev/kgateway'],
    routes: 'HTTPRoute',
  },
  {
    title: 'Cloudflare Tunnel',
    images: ['cloudflare/cloudflared'],
    routes: 'its own configuration',
  },
  {
    title: 'Tailscale operator',
    images: ['tailscale/k8s-operator'],
    routes: 'Ingress and Service',
  },
];

// Few pods are any of these: they are picked out as they come.
const unreadPods = indexBy(pods, pod =>
  unreadVendors.some(vendor => runs(pod, vendor)) ? ['any'] : [],
);

/**
 * One sentence for each ingress controller that runs here and whose routes are not read: a path
 * through it would be missing from every verdict.
 */
export const unreadVendorSentences = derive(
  [bucket(unreadPods, 'any')],
  (state): readonly string[] =>
    unreadVendors.flatMap(vendor => {
      const pod = state
        .lookup(unreadPods, 'any')
        .find(one => runs(one, vendor));
      if (!pod) return [];
      return [
        `${vendor.title} runs in namespace ${pod.meta.namespace}, and its routes (${vendor.routes}) are not read: a path through it would be missing here.`,
      ];
    }),
);

function runs(pod: Pod, { images }: UnreadVendor): boolean {
  return pod.containers.some(({ image }) =>
    images.some(one => hasRepository(image, one)),
  );
}

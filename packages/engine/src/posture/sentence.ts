import type { VendorDescription } from '../ingress/vendorDescription';
import { vendors } from '../ingress/vendors';
import { openingTitles } from '../ingress/vendors/loadBalancerService';
import { isTurnedAway, refusingPolicies } from './hopFindings';
import { isPassedThrough } from './passthrough';
import { isBroken } from './pathPosture';
import type { AskedFor, Hop, MtlsPosture, Path } from './servicePosture';

type Spoken = Omit<Path, 'sentence'>;

type Template = (service: string) => string;

const withoutPath: Readonly<Record<MtlsPosture, Template>> = {
  rejected: service => `${service} is broken.`,
  plaintext: service =>
    `Nothing from outside reaches ${service}; it is in the mesh, yet takes plaintext where mTLS cannot be spoken.`,
  unmeshed: service =>
    `${service} is not in the mesh, and nothing from outside reaches it.`,
  'app-tls': service => `${service} is reached over TLS without mesh identity.`,
  permissive: service =>
    `Nothing from outside reaches ${service}; inside, it takes mTLS, and plaintext from anyone too.`,
  enforced: service =>
    `Nothing from outside reaches ${service}, and it accepts mTLS only.`,
  unknown: service => `Not enough could be read to judge ${service}.`,
};

const withPorts: Readonly<Record<MtlsPosture, Template>> = {
  ...withoutPath,
  plaintext: service =>
    `No path to ${service} is known to carry plaintext, but a port of it takes nothing else.`,
  unmeshed: service =>
    `${service} is not in the mesh; what its paths carry could not be worked out.`,
  permissive: service =>
    `Every path arrives over mTLS, but ${service} would still take plaintext from anyone in the cluster.`,
};

const asked: Readonly<Record<AskedFor, string>> = {
  'external authorization': 'is asked whether requests may pass',
  'external processing': 'is shown requests before they are answered',
  'rate limiting': 'is asked whether requests are too many',
  'error pages': 'is asked what clients get in the place of errors',
  'token issuer': 'is asked about the tokens of requests',
};

/** The verdict on one path as a colleague would say it, and what it is for where nothing is answered by it. */
export function pathSentence(path: Spoken, service: string): string {
  const { purpose, failsOpen } = path.route;
  const verdict = verdictSentence(path, service);
  return purpose === undefined
    ? verdict
    : `${verdict} ${service} ${asked[purpose]} (${purpose})${
        failsOpen ? ', and they pass where it does not answer' : ''
      }.`;
}

function verdictSentence(path: Spoken, service: string): string {
  const edge = subject(path);
  switch (path.posture) {
    case 'rejected':
      return brokenSentence(path, edge, service);
    case 'plaintext':
      return plaintextSentence(path, edge);
    case 'unmeshed':
      return `${service} is not in the mesh: ${edge} sends plaintext to its pods.`;
    case 'app-tls':
      return `${capital(
        edge,
      )} reaches ${service} over TLS that carries no mesh identity.`;
    case 'permissive':
      return `${capital(
        lastSender(path, edge),
      )} reaches ${service} over mTLS, but ${service} would still take plaintext from anyone in the cluster.`;
    case 'enforced':
      return `${capital(
        lastSender(path, edge),
      )} reaches ${service} over mTLS, and ${service} accepts nothing else.`;
    case 'unknown':
      return `What ${edge} sends to ${service} could not be worked out.`;
    default: {
      const never: never = path.posture;
      return never;
    }
  }
}

/** Of a service, what there is to judge by besides its paths. */
interface Basis {
  readonly readyEndpoints: number;
  /** What could not be read or followed, and could be worse than what was. */
  readonly unread: readonly string[];
}

/** The verdict on a service: that of its worst path, or of its ports where it has none. */
export function serviceSentence(
  service: string,
  posture: MtlsPosture,
  paths: readonly Path[],
  basis: Basis,
): string {
  if (posture === 'unknown') {
    const unsure = paths.find(path => path.posture === posture);
    return unsure?.sentence ?? unknownSentence(service, basis);
  }
  if (paths.length === 0) return withoutPath[posture](service);
  if (
    paths.length > 1 &&
    (posture === 'permissive' || posture === 'enforced')
  ) {
    return posture === 'enforced'
      ? `Every path arrives over mTLS, and ${service} accepts nothing else.`
      : `Every path arrives over mTLS, but ${service} would still take plaintext from anyone in the cluster.`;
  }
  const deciding = paths.find(path => path.posture === posture);
  return deciding?.sentence ?? withPorts[posture](service);
}

function unknownSentence(
  service: string,
  { readyEndpoints, unread }: Basis,
): string {
  if (readyEndpoints === 0) {
    return `${service} has no ready endpoint to judge it by.`;
  }
  return unread.length > 0
    ? `Not all that may lead to ${service} could be followed, so what arrives there is not known.`
    : withoutPath.unknown(service);
}

function vendorOf({ edge }: Spoken): VendorDescription | undefined {
  return vendors.find(vendor => vendor.id === edge.vendor);
}

/** How a Service's own way in is spoken of where no product is known. */
const ownOpenings: ReadonlyMap<string, string> = new Map([
  [openingTitles.LoadBalancer, 'its own load balancer'],
  [openingTitles.NodePort, 'its node port'],
  [openingTitles.ExternalIP, 'its external IP'],
]);

/** The edge as the subject of a sentence. */
function subject(path: Spoken): string {
  const { vendor, title } = path.edge;
  const own = ownOpenings.get(title);
  if (own !== undefined) return own;
  const isProduct = vendorOf(path)?.placement === 'cloud';
  return isProduct || vendor === 'istio' ? `the ${title}` : title;
}

/** Who opens the last connection: in a chain that is the gateway, whatever came before. */
function lastSender(path: Spoken, edge: string): string {
  return path.mode === 'chained' ? `the Istio gateway behind ${edge}` : edge;
}

function capital(text: string): string {
  // ingress-nginx and its like are written small even where a sentence begins.
  return /^(the|its) /.test(text)
    ? text[0].toUpperCase() + text.slice(1)
    : text;
}

// Who carries connections, or only takes TLS off, has no status to answer with.
const opaque: ReadonlySet<string> = new Set(['TCP', 'TLS']);

/** What clients notice: Envoy answers 503 for a refused backend, an L4 edge only hangs up. */
function clientsNotice(path: Spoken, hop: Hop): string {
  // Most edges refuse requests then; of those that let them pass the sentence goes on to say so.
  if (path.route.purpose !== undefined) return 'its answer never comes';
  if (opaque.has(path.hops[0]?.protocol ?? '')) return 'clients are cut off';
  const edge = path.nodes.find(node => node.role === 'edge');
  // A sidecar answers for itself where it reads HTTP; what it passes through as TCP is just closed.
  const sidecarAnswers =
    edge?.membership === 'sidecar' && hop.addressing === 'service-vip';
  const status = sidecarAnswers
    ? 503
    : vendorOf(path)?.statusWhenRefused ?? 502;
  return `clients get ${status}`;
}

function brokenSentence(path: Spoken, edge: string, service: string): string {
  const hop = path.hops.find(isBroken);
  if (!hop) return `A path to ${service} is broken.`;
  const [policy] = isTurnedAway(hop) ? [] : refusingPolicies(hop);
  if (policy !== undefined) return refusedSentence(path, hop, policy, edge);
  if (hop.from === 'client') {
    return hop.outcome === 'rejected'
      ? `Clients never get past ${edge}: its own proxy refuses their connections.`
      : `Clients find nothing behind ${edge} for ${
          path.route.host ?? 'this route'
        }.`;
  }
  const sender = hop.from === 'gateway' ? 'the Istio gateway' : edge;
  if (hop.to === 'edge' && hop.from === 'gateway') {
    return brokenAtWorkload(path, hop, sender, edge);
  }
  if (hop.to === 'gateway') return brokenAtGateway(hop, sender, path);
  return brokenAtWorkload(path, hop, sender, service);
}

function refusedSentence(
  path: Spoken,
  hop: Hop,
  policy: string,
  edge: string,
): string {
  const answered = hop.arrivals.some(one => one.why.includes('403 by policy'));
  const notice = answered ? 'clients get 403' : clientsNotice(path, hop);
  if (hop.from === 'client') {
    return `Clients never get past ${edge}: ${policy} refuses them.`;
  }
  const sender = hop.from === 'gateway' ? 'the Istio gateway' : edge;
  const at = path.nodes[hop.toNode]?.name ?? 'the next hop';
  return `${policy} refuses all that ${sender} sends to ${at}: ${notice}.`;
}

function brokenAtGateway(hop: Hop, sender: string, path: Spoken): string {
  const host = path.route.host ?? 'this Host';
  switch (hop.outcome) {
    case 'redirected':
      return `${capital(
        sender,
      )} speaks HTTP to the Istio gateway, which only answers with a redirect to https: clients loop.`;
    case 'unroutable':
      return `${capital(
        sender,
      )} reaches the Istio gateway, which has nowhere to send ${host}: clients get 404.`;
    default:
      return `${capital(
        sender,
      )} and the Istio gateway do not agree on TLS: ${clientsNotice(
        path,
        hop,
      )}.`;
  }
}

function brokenAtWorkload(
  path: Spoken,
  hop: Hop,
  sender: string,
  service: string,
): string {
  const notice = clientsNotice(path, hop);
  if (hop.outcome === 'unroutable') {
    return hop.arrivals.some(one => one.why.startsWith('no ready endpoint'))
      ? `${service} has no ready endpoint: ${sender} has nobody to send to, and ${
          path.route.purpose === undefined ? 'clients get 503' : notice
        }.`
      : `${capital(
          sender,
        )} has nowhere to send the connection to ${service}: ${notice}.`;
  }
  if (hop.outcome === 'redirected') {
    return `${capital(
      sender,
    )} speaks HTTP to ${service}, whose route only answers with a redirect to https: clients loop.`;
  }
  switch (hop.wire) {
    case 'plaintext':
      if (hostIsUnknown(hop)) {
        return `${unknownHost(
          hop,
          sender,
        )}, but ${service} demands mTLS: ${notice}.`;
      }
      return /^(the|its) /.test(sender) && sender !== 'the Istio gateway'
        ? `${capital(
            sender,
          )} speaks no mTLS, and ${service} demands it: ${notice}.`
        : `${capital(
            sender,
          )} sends plaintext to the pods, but ${service} demands mTLS: ${notice}.`;
    case 'tls':
    case 'app-tls':
      return `${capital(
        sender,
      )} sends TLS without a mesh identity, which ${service}'s proxy refuses: ${notice}.`;
    case 'istio-mtls':
      return `mTLS is sent to ${service}, but nothing there can read it: ${notice}.`;
    default:
      return `${capital(
        sender,
      )}'s own proxy refuses the connection to ${service}: ${notice}.`;
  }
}

/** The Service is dialled, but the sidecar goes by a Host that names nothing it knows. */
function hostIsUnknown(hop: Hop): boolean {
  return hop.addressing === 'service-vip' && isPassedThrough(hop);
}

function unknownHost(hop: Hop, sender: string): string {
  return `${capital(sender)} sends Host ${
    hop.host ?? '*'
  }, which the mesh does not know, so it leaves as plaintext`;
}

function plaintextSentence(path: Spoken, edge: string): string {
  const hop = path.hops.find(one => one.counts && one.wire === 'plaintext');
  if (hop?.to === 'gateway') {
    return `${capital(
      edge,
    )} sends plaintext to the Istio gateway; only from there on it can be mTLS.`;
  }
  if (hop?.from === 'gateway' && hop.to === 'edge') {
    return `The Istio gateway sends plaintext to ${edge}, and it takes that.`;
  }
  if (hop?.from === 'gateway') {
    return `The Istio gateway sends plaintext to the pods, and they take it.`;
  }
  if (hop && hostIsUnknown(hop)) {
    return `${unknownHost(hop, edge)}, and the pods take it.`;
  }
  if (hop?.addressing === 'service-vip') {
    return `${capital(
      edge,
    )} sends plaintext to the Service, and the pods take it.`;
  }
  return `${capital(edge)} sends plaintext to the pods, and they take it.`;
}

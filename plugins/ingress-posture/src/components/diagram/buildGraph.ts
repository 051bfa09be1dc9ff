import { Hop, Path, PathNode, ServicePosture } from '@ingress-posture/engine';
import { Text } from '../../translation';
import { comparePostures, Vocabulary, vocabularyOf } from '../../vocabulary';
import { Bundles, bundlesOf } from './bundles';
import {
  DiagramGraph,
  DiagramLink,
  DiagramNode,
  HopAddress,
  Place,
} from './diagramGraph';

/** What the picture is made of. */
interface Drawing {
  readonly posture: ServicePosture;
  readonly text: Text;
  readonly words: Vocabulary;
  readonly bundles: Bundles;
}

interface Ends {
  readonly from: string;
  readonly to: string;
}

type FoundLink = Ends & { readonly first: Hop; readonly hops: HopAddress[] };

/** From paths to boxes and lines: what two paths share is drawn once, bundles that are folded too. */
export function buildGraph(
  posture: ServicePosture,
  text: Text,
  unfolded: ReadonlySet<string> = new Set(),
): DiagramGraph {
  const drawing: Drawing = {
    posture,
    text,
    words: vocabularyOf(text),
    bundles: bundlesOf(posture.paths, unfolded),
  };
  const nodes = new Map<string, DiagramNode>();
  const links = new Map<string, FoundLink>();
  for (const pathIndex of worstFirst(posture.paths)) {
    const path = posture.paths[pathIndex];
    path.nodes.forEach((_, index) => {
      const id = nodeId(drawing, path, index);
      if (!nodes.has(id)) nodes.set(id, describeNode(drawing, path, index, id));
    });
    path.hops.forEach((hop, hopIndex) => {
      const ends = {
        from: nodeId(drawing, path, hop.fromNode),
        to: nodeId(drawing, path, hop.toNode),
      };
      const { wire, outcome, addressing } = hop;
      const id = [ends.from, ends.to, wire, outcome, addressing].join(' ');
      const link = links.get(id) ?? { ...ends, first: hop, hops: [] };
      links.set(id, link);
      link.hops.push({ path: pathIndex, hop: hopIndex });
    });
  }
  return {
    nodes: [...nodes.values()],
    links: [...links].map(([id, link]) =>
      describeLink(drawing, id, link, nodes),
    ),
  };
}

/** The worst path is drawn first: that is where readers look. */
function worstFirst(paths: readonly Path[]): number[] {
  return [...paths.keys()].sort((one, other) =>
    comparePostures(paths[one].posture, paths[other].posture),
  );
}

/** Clients are drawn once for each edge that they come to; all else is one object, one box. */
function nodeId({ bundles }: Drawing, path: Path, index: number): string {
  const node = path.nodes[index];
  switch (node.role) {
    case 'client':
      return bundles.clientId(path);
    case 'edge':
      return bundles.edgeId(path);
    case 'workload':
      return `workload ${node.name} ${path.port}`;
    default:
      return [node.role, node.namespace, node.name, node.fact].join('/');
  }
}

function describeNode(
  drawing: Drawing,
  path: Path,
  index: number,
  id: string,
): DiagramNode {
  const { text, words, bundles } = drawing;
  const node = path.nodes[index];
  const bundle = bundles.bundleOf(id);
  const base = { id, node, place: placeOf(node), title: node.name, bundle };
  switch (node.role) {
    case 'client':
      return {
        ...base,
        title: text('diagram.clients'),
        lines: [sum(hostsOf(drawing, id), text)],
      };
    case 'edge':
      return bundle
        ? { ...base, lines: [text('common.count.edges', bundle)] }
        : { ...base, lines: factsOf(node, text, words) };
    case 'workload':
      return { ...base, ...describeWorkload(drawing, path, node) };
    default:
      return { ...base, lines: factsOf(node, text, words) };
  }
}

function hostsOf({ posture, bundles, text }: Drawing, clientId: string) {
  return posture.paths
    .filter(path => bundles.clientId(path) === clientId)
    .map(({ route }) => route.host ?? text('diagram.anyHost'));
}

function describeWorkload(
  { posture, text, words }: Drawing,
  path: Path,
  node: PathNode,
): Pick<DiagramNode, 'lines' | 'badge'> {
  const lines = [podsLine(node, text, words)];
  const port = posture.ports.find(({ port: number }) => number === path.port);
  if (!port) return { lines: factsOf(node, text, words) };
  const { tone, glyph, label: what } = words.acceptances[port.accepts];
  const accepts = port.mtlsMode
    ? text('diagram.acceptsMode', { what, mode: port.mtlsMode })
    : text('diagram.accepts', { what });
  return { lines, badge: { text: node.fact ?? accepts, tone, glyph } };
}

function factsOf(node: PathNode, text: Text, words: Vocabulary): string[] {
  return [podsLine(node, text, words), node.fact ?? ''].filter(Boolean);
}

function podsLine(
  { pods, membership, namespace, kind }: PathNode,
  text: Text,
  words: Vocabulary,
): string {
  if (!pods) return kind ?? text('diagram.outside');
  const count =
    pods.ready === pods.total
      ? text('common.count.pods', { count: pods.total })
      : text('diagram.podsReady', {
          ready: String(pods.ready),
          total: String(pods.total),
        });
  return [count, membership ? words.memberships[membership] : namespace]
    .filter(Boolean)
    .join(' · ');
}

/** An edge without pods is not in the cluster: a cloud's load balancer. */
function placeOf(node: PathNode): Place {
  if (node.role === 'client') return 'outside';
  if (node.membership === 'sidecar' || node.membership === 'ambient')
    return 'mesh';
  if (node.membership === 'mixed' || node.role === 'gateway') return 'mesh';
  return node.role === 'edge' && !node.pods ? 'outside' : 'cluster';
}

function describeLink(
  drawing: Drawing,
  id: string,
  { from, to, first, hops }: FoundLink,
  nodes: ReadonlyMap<string, DiagramNode>,
): DiagramLink {
  const { posture, words } = drawing;
  const all = hops.map(({ path, hop }) => posture.paths[path].hops[hop]);
  return {
    id,
    from,
    to,
    withinMesh: [from, to].every(end => nodes.get(end)?.place === 'mesh'),
    look: words.hop(first.wire, first.outcome),
    captions: captionsOf(drawing, first, all),
    hop: first,
    hops,
  };
}

function captionsOf(
  { text, words }: Drawing,
  hop: Hop,
  all: readonly Hop[],
): string[] {
  if (hop.addressing === 'external') {
    return [hop.port ? `${hop.protocol} :${hop.port}` : hop.protocol].filter(
      Boolean,
    );
  }
  const hosts = all.flatMap(({ host }) => (host && host !== '*' ? [host] : []));
  return [
    words.addressings[hop.addressing],
    ...(hosts.length ? [text('diagram.host', { host: sum(hosts, text) })] : []),
  ];
}

/** The first of some names, and how many others there are. */
function sum(names: readonly string[], text: Text): string {
  const [first, ...others] = [...new Set(names)];
  return others.length
    ? text('diagram.more', { first, others: String(others.length) })
    : first;
}

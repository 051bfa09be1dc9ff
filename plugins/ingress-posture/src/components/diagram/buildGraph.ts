import { Hop, Path, PathNode, ServicePosture } from '@ingress-posture/engine';
import {
  acceptances,
  addressings,
  comparePostures,
  describeHop,
  memberships,
} from '../../vocabulary';
import {
  DiagramGraph,
  DiagramLink,
  DiagramNode,
  HopAddress,
  Place,
} from './diagramGraph';

/** From paths to boxes and lines: what two paths share is drawn once. */
export function buildGraph(posture: ServicePosture): DiagramGraph {
  const nodes = new Map<string, DiagramNode>();
  const links = new Map<string, { first: Hop; hops: HopAddress[] } & Ends>();

  // The worst path is drawn first: that is where readers look.
  const order = [...posture.paths.keys()].sort((one, other) =>
    comparePostures(posture.paths[one].posture, posture.paths[other].posture),
  );
  order.forEach(pathIndex => {
    const path = posture.paths[pathIndex];
    path.nodes.forEach((_, index) => {
      const id = nodeId(path, index);
      if (!nodes.has(id)) nodes.set(id, describeNode(posture, path, index, id));
    });
    path.hops.forEach((hop, hopIndex) => {
      const ends = {
        from: nodeId(path, hop.fromNode),
        to: nodeId(path, hop.toNode),
      };
      const id = [
        ends.from,
        ends.to,
        hop.wire,
        hop.outcome,
        hop.addressing,
      ].join(' ');
      const link = links.get(id) ?? { ...ends, first: hop, hops: [] };
      links.set(id, link);
      link.hops.push({ path: pathIndex, hop: hopIndex });
    });
  });

  return {
    nodes: [...nodes.values()],
    links: [...links].map(([id, link]) =>
      describeLink(posture, id, link, nodes),
    ),
  };
}

interface Ends {
  readonly from: string;
  readonly to: string;
}

/** Clients are drawn once for each edge that they come to; all else is one object, one box. */
function nodeId(path: Path, index: number): string {
  const node = path.nodes[index];
  if (node.role === 'client') return `client of ${nodeId(path, index + 1)}`;
  return [node.role, node.vendor, node.kind, node.namespace, node.name].join(
    '/',
  );
}

function describeNode(
  posture: ServicePosture,
  path: Path,
  index: number,
  id: string,
): DiagramNode {
  const node = path.nodes[index];
  const base = { id, node, place: placeOf(node), title: node.name };
  if (node.role === 'client') {
    const hosts = posture.paths
      .filter(other => nodeId(other, 0) === id)
      .map(other => other.route.host ?? 'any host');
    return { ...base, title: 'Clients', lines: [bundle(hosts)] };
  }
  const port = posture.ports.find(({ port: number }) => number === path.port);
  if (node.role === 'workload' && port) {
    const { tone, glyph, label } = acceptances[port.accepts];
    const mode = port.mtlsMode ? `: ${port.mtlsMode}` : '';
    const text = node.fact ?? `accepts ${label}${mode}`;
    return { ...base, lines: [podsLine(node)], badge: { text, tone, glyph } };
  }
  return { ...base, lines: [podsLine(node), node.fact ?? ''].filter(Boolean) };
}

function podsLine({ pods, membership, namespace, kind }: PathNode): string {
  if (!pods) return kind ?? 'outside the cluster';
  const count =
    pods.ready === pods.total
      ? `${pods.total} ${pods.total === 1 ? 'pod' : 'pods'}`
      : `${pods.ready} of ${pods.total} pods ready`;
  return [count, membership ? memberships[membership] : namespace]
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
  posture: ServicePosture,
  id: string,
  link: { first: Hop; hops: HopAddress[] } & Ends,
  nodes: ReadonlyMap<string, DiagramNode>,
): DiagramLink {
  const all = link.hops.map(({ path, hop }) => posture.paths[path].hops[hop]);
  return {
    id,
    from: link.from,
    to: link.to,
    withinMesh: [link.from, link.to].every(
      end => nodes.get(end)?.place === 'mesh',
    ),
    look: describeHop(link.first.wire, link.first.outcome),
    captions: captionsOf(link.first, all),
    hop: link.first,
    hops: link.hops,
  };
}

function captionsOf(hop: Hop, all: readonly Hop[]): string[] {
  if (hop.addressing === 'external') {
    return [hop.port ? `${hop.protocol} :${hop.port}` : hop.protocol].filter(
      Boolean,
    );
  }
  const hosts = all.flatMap(({ host }) => (host && host !== '*' ? [host] : []));
  return [
    addressings[hop.addressing],
    hosts.length && `Host ${bundle(hosts)}`,
  ].filter((caption): caption is string => Boolean(caption));
}

function bundle(names: readonly string[]): string {
  const [first, ...others] = [...new Set(names)];
  return others.length ? `${first} +${others.length}` : first;
}

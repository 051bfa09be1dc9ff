import type {
  Hop,
  Path,
  PathNode,
  ServicePosture,
} from '@ingress-posture/engine';
import { serviceName } from '../serviceCells';

/** How a line is drawn: by its wire, and crossed out where nothing gets through. */
export type LineLook = 'mtls' | 'tls' | 'plaintext' | 'unknown' | 'blocked';

export interface DrawnNode {
  readonly id: string;
  readonly role: PathNode['role'];
  readonly title: string;
  readonly lines: readonly string[];
  readonly inMesh: boolean;
}

export interface DrawnLink {
  readonly from: string;
  readonly to: string;
  /** What is dialled, and with which Host. */
  readonly captions: readonly string[];
  /** What is on the wire, and what becomes of it. */
  readonly label: string;
  readonly look: LineLook;
}

/** Boxes and lines of some services' paths; what several paths share is there once. */
export interface Drawn {
  readonly nodes: readonly DrawnNode[];
  readonly links: readonly DrawnLink[];
}

export function drawingOf(postures: readonly ServicePosture[]): Drawn {
  const nodes = new Map<string, DrawnNode>();
  const links = new Map<string, DrawnLink>();
  for (const posture of postures) {
    if (posture.paths.length === 0) alone(posture, nodes);
    for (const path of posture.paths) {
      const ids = path.nodes.map((_, index) => idOf(posture, path, index));
      path.nodes.forEach((node, index) => {
        const known = nodes.get(ids[index]);
        nodes.set(
          ids[index],
          merged(known, nodeOf(posture, path, node, ids[index])),
        );
      });
      for (const hop of path.hops) {
        const link = linkOf(hop, ids[hop.fromNode], ids[hop.toNode]);
        links.set(JSON.stringify(link), link);
      }
    }
  }
  return { nodes: [...nodes.values()], links: [...links.values()] };
}

/** A service that nothing from outside leads to is a box by itself. */
function alone(posture: ServicePosture, nodes: Map<string, DrawnNode>): void {
  const name = serviceName(posture);
  nodes.set(`workload ${name}`, {
    id: `workload ${name}`,
    role: 'workload',
    title: name,
    lines: [`${posture.posture}, ${posture.mode}`],
    inMesh: posture.endpoints.sidecar + posture.endpoints.ambient > 0,
  });
}

function idOf(posture: ServicePosture, path: Path, index: number): string {
  const { role, namespace, name } = path.nodes[index];
  const { edge } = path;
  const edgeId = `${edge.vendor} ${edge.kind} ${edge.namespace}/${edge.name}`;
  switch (role) {
    case 'client':
      return `client ${edgeId}`;
    case 'edge':
      return `edge ${edgeId}`;
    case 'gateway':
      return `gateway ${namespace}/${name}`;
    case 'workload':
      return `workload ${serviceName(posture)}`;
    default: {
      const never: never = role;
      return never;
    }
  }
}

function nodeOf(
  posture: ServicePosture,
  path: Path,
  node: PathNode,
  id: string,
): DrawnNode {
  const { role, pods, membership, fact } = node;
  const count = pods ? [`${pods.ready} of ${pods.total} pods ready`] : [];
  const inMesh =
    membership === 'sidecar' ||
    membership === 'ambient' ||
    membership === 'mixed' ||
    role === 'gateway';
  const mesh = membership && membership !== 'none' ? [membership] : [];
  if (role === 'client') {
    const hosts = [path.route.host ?? 'any host'];
    return { id, role, title: 'Clients', lines: hosts, inMesh: false };
  }
  return {
    id,
    role,
    title: role === 'workload' ? serviceName(posture) : node.name,
    lines: [[...count, ...mesh].join(', '), fact ?? ''].filter(Boolean),
    inMesh,
  };
}

/** Clients come with the hosts of all paths. */
function merged(known: DrawnNode | undefined, node: DrawnNode): DrawnNode {
  if (!known || node.role !== 'client') return known ?? node;
  return { ...known, lines: [...new Set([...known.lines, ...node.lines])] };
}

/** The words of the pages' diagrams. */
const dialled: Readonly<Record<Hop['addressing'], string>> = {
  'service-vip': 'dials the Service',
  'pod-ip': 'dials pod IPs',
  'node-port': 'dials node ports',
  external: 'from outside',
};

function linkOf(hop: Hop, from: string, to: string): DrawnLink {
  const { addressing, host, wire, outcome, protocol, port } = hop;
  const isExternal = addressing === 'external';
  const captions = isExternal
    ? [port === null ? protocol : `${protocol} :${port}`]
    : [dialled[addressing], ...(host === null ? [] : [`Host ${host}`])];
  return {
    from,
    to,
    captions: captions.filter(Boolean),
    label: `${wire} · ${outcome}`,
    look: lookOf(hop),
  };
}

function lookOf({ wire, outcome }: Hop): LineLook {
  if (outcome === 'rejected' || outcome === 'unroutable') return 'blocked';
  switch (wire) {
    case 'istio-mtls':
      return 'mtls';
    case 'tls':
    case 'app-tls':
      return 'tls';
    case 'plaintext':
      return 'plaintext';
    case 'none':
    case 'unknown':
      return 'unknown';
    default: {
      const never: never = wire;
      return never;
    }
  }
}

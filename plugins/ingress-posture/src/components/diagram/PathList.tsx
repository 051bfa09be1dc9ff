import { Path, ServicePosture } from '@ingress-posture/engine';
import { addressings, describeHop, modes } from '../../vocabulary';

/** The diagram as text: a list of paths, each a list of hops. */
export function PathList(props: { posture: ServicePosture }) {
  return (
    <ol aria-label="Paths as text">
      {props.posture.paths.map((path, index) => (
        <li key={index}>
          {describePath(path)}
          <ol>
            {path.hops.map((_, hop) => (
              <li key={hop}>{describePathHop(path, hop)}</li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

/** "Istio gateway, by Ingress shop/web, host shop.example.com: …". */
export function describePath({ mode, route, sentence }: Path): string {
  const where = `${route.kind} ${route.namespace}/${route.name}`;
  const host = route.host ? `, host ${route.host}` : '';
  return `${modes[mode].label}, by ${where}${host}: ${sentence}`;
}

function describePathHop(path: Path, index: number): string {
  const hop = path.hops[index];
  const ends = `${path.nodes[hop.fromNode].name} to ${
    path.nodes[hop.toNode].name
  }`;
  const details = [
    addressings[hop.addressing],
    hop.host && `Host ${hop.host}`,
    describeHop(hop.wire, hop.outcome).label,
  ];
  return `${ends}: ${details.filter(Boolean).join(', ')}.`;
}

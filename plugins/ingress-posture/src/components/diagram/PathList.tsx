import { Path, ServicePosture } from '@ingress-posture/engine';
import { Text, useText } from '../../translation';
import { vocabularyOf } from '../../vocabulary';

/** The diagram as text: a list of paths, each a list of hops. */
export function PathList(props: { posture: ServicePosture }) {
  const text = useText();
  return (
    <ol aria-label={text('paths.list')}>
      {props.posture.paths.map((path, index) => (
        <li key={index}>
          {describePath(path, text)}
          <ol>
            {path.hops.map((_, hop) => (
              <li key={hop}>{describePathHop(path, hop, text)}</li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

/** "Istio gateway, by Ingress shop/web, host shop.example.com: …". */
export function describePath(
  { mode, route, sentence }: Path,
  text: Text,
): string {
  const { label } = vocabularyOf(text).modes[mode];
  const object = `${route.kind} ${route.namespace}/${route.name}`;
  const by = route.purpose
    ? text('paths.purpose', { purpose: route.purpose, route: object })
    : object;
  const said = { mode: label, route: by, sentence };
  return route.host
    ? text('paths.pathHost', { ...said, host: route.host })
    : text('paths.path', said);
}

function describePathHop(path: Path, index: number, text: Text): string {
  const { hops, nodes } = path;
  const { fromNode, toNode, addressing, host, wire, outcome } = hops[index];
  const words = vocabularyOf(text);
  const details = [
    addressing !== 'external' && words.addressings[addressing],
    host && text('diagram.host', { host }),
    words.hop(wire, outcome).label,
  ];
  return text('paths.hop', {
    ends: text('paths.ends', {
      from: nodes[fromNode].name,
      to: nodes[toNode].name,
    }),
    details: details.filter(Boolean).join(', '),
  });
}

import { join } from 'node:path';
import { ClusterState } from '../../state/clusterState';
import { Pod, pods } from '../../state/kinds/pod';
import { readPieces } from '../../testing/pieces';
import { authorize, Guard } from './authorize';
import { nobody, Peer, somebody } from './peer';
import { policiesOfPod } from './policiesFor';

const pieces = readPieces(join(__dirname, '__fixtures__'));

const cart = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'cart-0', namespace: 'shop', labels: { app: 'cart' } },
  spec: {},
};

const peers: Readonly<Record<string, Peer>> = {
  nobody,
  somebody,
  'the edge': {
    kind: 'known',
    identity: {
      trustDomain: 'cluster.local',
      namespace: 'edge',
      serviceAccount: 'nginx',
    },
  },
};

// A mesh that had another name before.
const trustDomains = ['cluster.local', 'old.example'];

function askedOf(names: readonly string[], guards: Guard[], peer: string) {
  const state = new ClusterState({ name: 'test' });
  state.upsert(cart);
  for (const name of names) {
    const piece = pieces.get(name);
    if (!piece) throw new Error(`No fixture has a piece named ${name}.`);
    for (const object of piece) state.upsert(object);
  }
  const pod = state.get(pods, 'shop', 'cart-0') as Pod;
  const arriving = { peer: peers[peer], port: 8080 };
  const policies = policiesOfPod(state, pod);
  const said = authorize(policies, guards, arriving, trustDomains);
  switch (said.kind) {
    case 'depends':
      return `goes by ${said.on.flatMap(one => one.on).join(', ')}`;
    case 'refused':
      return `refused by ${said.action}`;
    default:
      return said.kind;
  }
}

type Row = readonly [names: string, peer: string, answer: string];

const everywhere: readonly Row[] = [
  ['', 'nobody', 'allowed'],
  ['others', 'nobody', 'allowed'],
  ['audit', 'nobody', 'allowed'],
  ['dry-run', 'nobody', 'allowed'],
  ['nothing', 'the edge', 'refused by ALLOW'],
  ['nothing-mesh-wide', 'the edge', 'refused by ALLOW'],
  ['nothing + anything', 'nobody', 'allowed'],
  ['anything', 'nobody', 'allowed'],
  ['anything + deny-anything', 'the edge', 'refused by DENY'],
  ['deny-nothing', 'nobody', 'allowed'],
  ['edge-principal', 'the edge', 'allowed'],
  ['edge-principal', 'nobody', 'refused by ALLOW'],
  ['edge-principal', 'somebody', 'goes by source.principal'],
  ['edge-principal + anything', 'nobody', 'allowed'],
  ['foreign-principal', 'the edge', 'refused by ALLOW'],
  ['any-principal', 'the edge', 'allowed'],
  ['any-principal', 'nobody', 'refused by ALLOW'],
  ['principal-suffix', 'the edge', 'allowed'],
  ['principal-prefix', 'the edge', 'allowed'],
  ['principal-prefix', 'nobody', 'refused by ALLOW'],
  ['edge-namespace', 'the edge', 'allowed'],
  ['edge-namespace', 'nobody', 'refused by ALLOW'],
  ['other-namespaces', 'the edge', 'refused by ALLOW'],
  ['other-namespaces + edge-principal', 'the edge', 'allowed'],
  ['own-service-account', 'the edge', 'refused by ALLOW'],
  ['edge-service-account', 'the edge', 'allowed'],
  ['edge-by-when', 'the edge', 'allowed'],
  ['edge-by-when', 'nobody', 'refused by ALLOW'],
  ['deny-strangers', 'nobody', 'refused by DENY'],
  ['deny-strangers', 'the edge', 'allowed'],
  ['deny-outside-namespaces', 'nobody', 'refused by DENY'],
  ['deny-outside-namespaces', 'the edge', 'allowed'],
  ['port-8080', 'nobody', 'allowed'],
  ['port-9090', 'nobody', 'refused by ALLOW'],
  ['deny-port-9090', 'nobody', 'allowed'],
  ['by-address', 'nobody', 'goes by source.ip'],
];

const byHttp: readonly Row[] = [
  ['old-principal', 'the edge', 'allowed'],
  ['get-only', 'the edge', 'goes by methods'],
  ['every-path', 'the edge', 'allowed'],
  ['deny-admin', 'nobody', 'goes by paths'],
  ['edge-get-only', 'the edge', 'goes by methods'],
  ['edge-get-only', 'nobody', 'refused by ALLOW'],
  ['jwt', 'nobody', 'goes by request.auth.principal'],
  ['custom', 'nobody', 'goes by '],
  ['deny-admin + deny-strangers', 'nobody', 'refused by DENY'],
];

// ALLOW leaves rules out that ask for what bytes have not; DENY leaves out that part of them.
const byTcp: readonly Row[] = [
  ['old-principal', 'the edge', 'allowed'],
  ['get-only', 'the edge', 'refused by ALLOW'],
  ['edge-get-only', 'the edge', 'refused by ALLOW'],
  ['every-path', 'the edge', 'refused by ALLOW'],
  ['deny-admin', 'the edge', 'refused by DENY'],
  ['jwt', 'the edge', 'refused by ALLOW'],
  ['custom', 'the edge', 'goes by '],
];

const byZtunnel: readonly Row[] = [
  ['old-principal', 'the edge', 'goes by source.principal'],
  ['get-only', 'the edge', 'refused by ALLOW'],
  ['edge-get-only', 'the edge', 'refused by ALLOW'],
  ['deny-admin', 'the edge', 'goes by paths'],
  ['jwt', 'the edge', 'refused by ALLOW'],
  ['custom', 'the edge', 'allowed'],
];

describe('policies make of a connection', () => {
  const namesOf = (names: string) => names.split(' + ').filter(Boolean);
  const tables: readonly (readonly [Guard, readonly Row[]])[] = [
    ['http', [...everywhere, ...byHttp]],
    ['tcp', [...everywhere, ...byTcp]],
    ['ztunnel', [...everywhere, ...byZtunnel]],
  ];
  describe.each(tables)('that is read as %s', (guard, rows) => {
    it.each(rows)('under [%s], from %s: %s', (names, peer, answer) => {
      expect(askedOf(namesOf(names), [guard], peer)).toBe(answer);
    });
  });

  it('what they make of both, where nobody knows as what it is read', () => {
    expect(askedOf(['edge-principal'], ['http', 'tcp'], 'nobody')).toBe(
      'refused by ALLOW',
    );
    expect(askedOf(['get-only'], ['http', 'tcp'], 'nobody')).toBe(
      'goes by the protocol',
    );
  });
});

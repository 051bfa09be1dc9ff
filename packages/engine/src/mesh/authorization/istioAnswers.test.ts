// What Istio 1.31's own builder (pilot/pkg/security/authz/builder) made of random policies: its RBAC filters were
// asked for hundreds of requests on each connection, so that `both` stands for what goes by the request.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { cluster, plainPod } from '../../testing/cluster';
import { Pod, pods } from '../../state/kinds/pod';
import { authorize } from './authorize';
import { nobody, Peer } from './peer';
import { policiesOfPod } from './policiesFor';

interface Asked {
  readonly policies: readonly object[];
  /** The mesh's own, and its aliases. */
  readonly trustDomains: readonly string[];
  readonly answers: readonly (readonly [
    guard: 'http' | 'tcp',
    /** A principal; empty: none. */
    peer: string,
    port: number,
    answer: 'allowed' | 'refused' | 'both',
  ])[];
}

const all: readonly Asked[] = gunzipSync(
  readFileSync(join(__dirname, '__fixtures__/istioAnswers.jsonl.gz')),
)
  .toString('utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line));

function peerNamed(principal: string): Peer {
  const parts = /^(.*)\/ns\/(.*)\/sa\/(.*)$/.exec(principal);
  if (!parts) return nobody;
  const [, trustDomain, namespace, serviceAccount] = parts;
  return {
    kind: 'known',
    identity: { trustDomain, namespace, serviceAccount },
  };
}

function ours({ policies, trustDomains, answers }: Asked) {
  const state = cluster(
    plainPod('shop/cart-0', { ip: '10.1.0.1' }),
    policies.map(one => ({
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      ...one,
    })),
  );
  const held = policiesOfPod(state, state.get(pods, 'shop', 'cart-0') as Pod);
  return answers.map(([guard, peer, port]) => {
    const arriving = { peer: peerNamed(peer), port };
    return authorize(held, [guard], arriving, trustDomains).kind;
  });
}

describe("what is said of Istio's own answers", () => {
  const pairs = all.flatMap(asked => {
    const said = ours(asked);
    return asked.answers.map(([, , , real], at) => ({
      said: said[at],
      real,
      asked,
    }));
  });

  it('is never that a request is let in, or refused, that is not', () => {
    const wrong = pairs.filter(
      ({ said, real }) => said !== 'depends' && said !== real,
    );
    expect(wrong).toEqual([]);
  });

  it('is seldom that it depends on the request, where it does not', () => {
    const settled = pairs.filter(({ real }) => real !== 'both');
    const open = settled.filter(({ said }) => said === 'depends');
    expect(pairs.length).toBeGreaterThan(6000);
    expect(open.length / settled.length).toBeLessThan(0.02);
  });
});

import { Analysis, ClusterState, Remedy } from '@ingress-posture/engine';
import { Breather } from './Breather';
import { KnownPostures } from './KnownPostures';

const cart = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'cart', namespace: 'shop' },
  spec: { selector: { app: 'cart' }, ports: [{ port: 80 }] },
};

/** An analysis in which something always changes before remedies are worked out in pieces. */
class RestlessAnalysis extends Analysis {
  begun = 0;

  override *remediesInPieces(): Generator<
    void,
    readonly Remedy[] | undefined,
    void
  > {
    this.begun += 1;
    yield;
    return undefined;
  }

  override remedies(): readonly Remedy[] {
    return [];
  }
}

describe('KnownPostures', () => {
  const never = () => false;

  function stateOfCart(): ClusterState {
    const state = new ClusterState({ name: 'demo' });
    state.upsert(cart);
    return state;
  }

  it('works out remedies of what was judged, once', async () => {
    const known = new KnownPostures(new Analysis(stateOfCart()));
    await known.refresh(new Breather());
    expect(await known.workOutRemedies(never)).toMatchObject([
      { namespace: 'shop', name: 'cart', document: '[]' },
    ]);
    expect(await known.workOutRemedies(never)).toEqual([]);
  });

  it('puts aside what a change has come into, and takes no more of that after some times', async () => {
    const analysis = new RestlessAnalysis(stateOfCart());
    const known = new KnownPostures(analysis);
    await known.refresh(new Breather());
    const found = [];
    while (found.length === 0 && analysis.begun < 100) {
      found.push(...(await known.workOutRemedies(never)));
    }
    expect(found).toMatchObject([{ name: 'cart' }]);
    expect(analysis.begun).toBe(5);
  });
});

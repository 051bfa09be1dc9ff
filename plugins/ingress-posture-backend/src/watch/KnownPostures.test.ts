import { Analysis, ClusterState, Remedy } from '@ingress-posture/engine';
import { KnownPostures } from './KnownPostures';

const cart = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'cart', namespace: 'shop' },
  spec: { selector: { app: 'cart' }, ports: [{ port: 80 }] },
};

const named = (name: string) => ({
  ...cart,
  metadata: { ...cart.metadata, name },
});

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
  const nameOf = ({ name }: { readonly name: string }) => name;

  /** Lets one be seen to. */
  function firstTime(): () => boolean {
    let asked = 0;
    return () => {
      asked += 1;
      return asked > 1;
    };
  }

  function stateOfCart(): ClusterState {
    const state = new ClusterState({ name: 'demo' });
    state.upsert(cart);
    return state;
  }

  it('works out remedies of what was judged, once', async () => {
    const known = new KnownPostures(new Analysis(stateOfCart()));
    await known.refresh(never);
    expect(await known.workOutRemedies(never)).toMatchObject([
      { namespace: 'shop', name: 'cart', document: '[]' },
    ]);
    expect(await known.workOutRemedies(never)).toEqual([]);
  });

  it('judges first what a change touches that has come into the judging of many', async () => {
    const state = stateOfCart();
    state.upsert(named('web'));
    const known = new KnownPostures(new Analysis(state));
    const some = await known.refresh(firstTime());
    expect([some.changed.map(nameOf), some.more]).toEqual([['cart'], true]);
    state.upsert(named('zoo'));
    const few = await known.refresh(firstTime());
    expect([few.changed.map(nameOf), few.more]).toEqual([['zoo'], true]);
    const rest = await known.refresh(never);
    expect([rest.changed.map(nameOf), rest.more]).toEqual([['web'], false]);
  });

  it('puts aside what a change has come into, and takes no more of that after some times', async () => {
    const analysis = new RestlessAnalysis(stateOfCart());
    const known = new KnownPostures(analysis);
    await known.refresh(never);
    const found = [];
    while (found.length === 0 && analysis.begun < 100) {
      found.push(...(await known.workOutRemedies(never)));
    }
    expect(found).toMatchObject([{ name: 'cart' }]);
    expect(analysis.begun).toBe(5);
  });
});

import { ClusterState } from '@ingress-posture/engine';
import { clientPod } from './clientPod';

const pod = (name: string, owner?: { kind: string; name: string }) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    namespace: 'shop',
    name,
    labels: owner?.kind === 'ReplicaSet' ? { 'pod-template-hash': '5d8f' } : {},
    ...(owner && { ownerReferences: [{ ...owner, controller: true }] }),
  },
  spec: { containers: [] },
  status: { phase: 'Running' },
});

const state = new ClusterState({ name: 'demo' });
for (const one of [
  pod('cart-admin-5d8f-aaaaa', { kind: 'ReplicaSet', name: 'cart-admin-5d8f' }),
  pod('cart-5d8f-zzzzz', { kind: 'ReplicaSet', name: 'cart-5d8f' }),
  pod('db-old-0', { kind: 'StatefulSet', name: 'db-old' }),
  pod('db-0', { kind: 'StatefulSet', name: 'db' }),
  pod('bare-1'),
]) {
  state.upsert(one);
}

describe('the pod that a client is', () => {
  it.each([
    ['its own name', 'cart-admin-5d8f-aaaaa', 'cart-admin-5d8f-aaaaa'],
    [
      'a Deployment, not one whose name begins the same',
      'cart',
      'cart-5d8f-zzzzz',
    ],
    ['a StatefulSet', 'db', 'db-0'],
    ['a ReplicaSet', 'cart-5d8f', 'cart-5d8f-zzzzz'],
    ['something that says not whose it is', 'bare', 'bare-1'],
    ['nothing that is there', 'web', 'web'],
  ])('is found by %s', (_, name, expected) => {
    expect(clientPod(state, `shop/${name}`)).toBe(`shop/${expected}`);
  });

  it('is none of those that may not be meant', () => {
    const found = clientPod(state, 'shop/cart', one => !one.includes('zzzzz'));
    expect(found).toBe('shop/cart-admin-5d8f-aaaaa');
    expect(clientPod(state, 'shop/cart', () => false)).toBe('shop/cart');
  });
});
